using System.Text;
using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.MySql;

namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>The file of one Secret: a line <c>name=value</c> for each key. What is in it stays; what is missing is generated.</summary>
internal static class SecretFile
{
    /// <param name="path">The path of the file, which may not exist.</param>
    /// <param name="keys">The keys that it must have.</param>
    /// <param name="cancellationToken">Ends the reading of values.</param>
    /// <returns>The contents that the file is to have; null if it is as it should be.</returns>
    /// <exception cref="DistributedApplicationException">A value in the file cannot be used, or one cannot be generated.</exception>
    public static async Task<string?> CompleteAsync(string path, IReadOnlyList<SecretKey> keys, CancellationToken cancellationToken)
    {
        var existing = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : "";
        var values = Parse(existing);
        var contents = new StringBuilder(existing);
        if (existing.Length > 0 && !existing.EndsWith('\n'))
        {
            contents.Append('\n');
        }
        var isComplete = true;
        foreach (var key in keys)
        {
            if (!values.TryGetValue(key.Name, out var value))
            {
                isComplete = false;
                value = await GenerateAsync(key.Parameter, cancellationToken);
                contents.Append(key.Name).Append('=').Append(value).Append('\n');
            }
            if (FindProblem(key, value) is { } problem)
            {
                throw new DistributedApplicationException($"{key.Name} in {path} {problem}.");
            }
        }
        return isComplete ? null : contents.ToString();
    }

    private static Dictionary<string, string> Parse(string contents)
    {
        var values = new Dictionary<string, string>();
        foreach (var line in contents.Split('\n').Where(line => !line.StartsWith('#')))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values[line[..equals]] = line[(equals + 1)..];
            }
        }
        return values;
    }

    // Of its own, never that of the configuration: what a developer's machine knows is no password of production.
    private static async ValueTask<string> GenerateAsync(ParameterResource parameter, CancellationToken cancellationToken) =>
        parameter.Default?.GetDefaultValue() ?? await parameter.GetValueAsync(cancellationToken) ?? "";

    // Kustomize takes a line as it is, its carriage return too.
    private static string? FindProblem(SecretKey key, string value) =>
        key.IsPassword ? MySqlAccounts.FindPasswordProblem(value)
        : value.Length == 0 ? "is empty"
        : value.Any(char.IsControl) ? "must not contain a line break or another control character; the file has to end its lines as Unix does"
        : null;
}
