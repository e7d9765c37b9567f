namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints; names end up in DNS, so they follow its letters.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    /// <exception cref="ArgumentException">The name breaks the rule; the message says how.</exception>
    public static void Validate(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        var problem =
            name.Length > MaxLength ? $"is longer than {MaxLength} characters"
            : !char.IsAsciiLetter(name[0]) ? "does not start with an ASCII letter"
            : name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') ? "has a character other than ASCII letters, digits and hyphens"
            : name.EndsWith('-') ? "ends with a hyphen"
            : name.Contains("--", StringComparison.Ordinal) ? "has two hyphens in a row"
            : null;

        if (problem is not null)
        {
            throw new ArgumentException($"The name '{name}' {problem}.", nameof(name));
        }
    }

    public static bool Matches(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
