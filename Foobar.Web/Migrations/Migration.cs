using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Foobar.Web.Migrations;

/// <summary>
/// One step of the schema, from an embedded file <c>NNNN_name.sql</c>. MySQL commits each DDL statement by itself, so a step
/// is written to be run again after a crash in its middle: one <c>alter table</c> alone, or <c>if not exists</c>.
/// </summary>
internal sealed partial record Migration(int Version, string Name, string Sql)
{
    /// <summary>The steps of this assembly in their order.</summary>
    /// <exception cref="InvalidOperationException">A file is misnamed, or the versions are not 1, 2, 3 and so on.</exception>
    public static IReadOnlyList<Migration> LoadAll()
    {
        var assembly = typeof(Migration).Assembly;
        return Order(assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Parse(name, ReadText(assembly, name))));
    }

    internal static Migration Parse(string fileName, string sql)
    {
        var match = FileName().Match(fileName);
        return match.Success
            ? new Migration(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value, sql)
            : throw new InvalidOperationException($"Migration '{fileName}' is not named like 0001_name.sql.");
    }

    internal static IReadOnlyList<Migration> Order(IEnumerable<Migration> migrations)
    {
        var ordered = migrations.OrderBy(migration => migration.Version).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            if (ordered[i].Version != i + 1)
            {
                throw new InvalidOperationException(
                    $"Migration '{ordered[i].Name}' has version {ordered[i].Version} where {i + 1} is due.");
            }
        }

        return ordered;
    }

    private static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(\d{4})_([a-z0-9_]+)\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
