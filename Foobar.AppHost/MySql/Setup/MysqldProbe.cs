using System.Text.RegularExpressions;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>What was found at one place where a server may be.</summary>
/// <param name="Place">The place, for people: "PATH".</param>
/// <param name="Mysqld">The server, when there is one that can be used.</param>
/// <param name="Version">Its version.</param>
/// <param name="Problem">Otherwise why there is none: "PATH has MariaDB 10.11.6".</param>
internal sealed partial record MysqldProbe(string Place, string? Mysqld, Version? Version, string? Problem)
{
    // The oldest release that has all of the replication settings and commands under their present names.
    public static readonly Version OldestVersion = new(8, 4);

    public static MysqldProbe Missing(string place, string problem) => new(place, null, null, problem);

    /// <summary>Judges a server by what its <c>--version</c> prints.</summary>
    public static MysqldProbe Judge(string place, string mysqld, string? output)
    {
        var match = VersionPattern().Match(output ?? "");
        if (!match.Success)
        {
            return Missing(place, $"{mysqld} ({place}) does not run or is not MySQL");
        }

        var version = new Version(match.Groups["version"].Value);
        if (output!.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
        {
            return Missing(place, $"{mysqld} ({place}) is MariaDB {version}");
        }
        return version < OldestVersion
            ? Missing(place, $"{mysqld} ({place}) is MySQL {version}, older than {OldestVersion}")
            : new(place, mysqld, version, null);
    }

    [GeneratedRegex(@"\bVer (?<version>\d+\.\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
