namespace Foobar.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A condition on a named value, written <c>name:op:value</c>.</summary>
internal sealed record AttributeFilter(string Name, FilterOperator Operator, string Value)
{
    /// <exception cref="QueryException">The text is not of that form.</exception>
    public static AttributeFilter Parse(string text)
    {
        // Names may have colons, as values may: the operator is what tells them apart.
        var parts = text.Split(':');
        for (var i = 1; i < parts.Length - 1; i++)
        {
            if (Operators.TryGetValue(parts[i], out var op))
            {
                return new(string.Join(':', parts[..i]), op, string.Join(':', parts[(i + 1)..]));
            }
        }

        throw new QueryException($"The filter '{text}' must be name:op:value, with one of {string.Join(", ", Operators.Keys)} as op.");
    }

    /// <param name="actual">The value under the name; null if there is none.</param>
    public bool Matches(string? actual) => Operator switch
    {
        FilterOperator.Equal => string.Equals(actual, Value, StringComparison.OrdinalIgnoreCase),
        FilterOperator.NotEqual => !string.Equals(actual, Value, StringComparison.OrdinalIgnoreCase),
        FilterOperator.Contains => actual?.Contains(Value, StringComparison.OrdinalIgnoreCase) == true,
        _ => actual?.Contains(Value, StringComparison.OrdinalIgnoreCase) != true,
    };

    private static Dictionary<string, FilterOperator> Operators { get; } = new(StringComparer.Ordinal)
    {
        ["eq"] = FilterOperator.Equal,
        ["ne"] = FilterOperator.NotEqual,
        ["contains"] = FilterOperator.Contains,
        ["notContains"] = FilterOperator.NotContains,
    };
}

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Contains,
    NotContains,
}
