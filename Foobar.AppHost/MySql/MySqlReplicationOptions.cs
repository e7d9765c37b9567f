using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost.MySql;

/// <summary>What the user may set, in the section <c>MySql</c> of the configuration.</summary>
internal sealed record MySqlReplicationOptions
{
    private const string Section = "MySql";

    /// <summary>The folder of all servers' data; each has a subfolder of its name.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where fetched servers and initialised data folders are kept for the next time.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The server to use, or its home folder; null to look for one.</summary>
    public string? Mysqld { get; init; }

    /// <summary>Whether to delete all data before the start.</summary>
    public bool Reset { get; init; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="DistributedApplicationException">A key is unknown or a value makes no sense.</exception>
    public static MySqlReplicationOptions Read(IConfiguration configuration, string appHostDirectory)
    {
        var section = configuration.GetSection(Section);
        string[] known = [nameof(DataFolder), nameof(CacheFolder), nameof(Mysqld), nameof(Reset)];
        var unknown = section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new DistributedApplicationException(
                $"{unknown.Path} is no setting. Known are {string.Join(", ", known.Select(key => $"{Section}:{key}"))}.");
        }

        var reset = section[nameof(Reset)];
        if (!string.IsNullOrEmpty(reset) && !bool.TryParse(reset, out _))
        {
            throw new DistributedApplicationException($"{Section}:{nameof(Reset)} is '{reset}'. It must be true or false.");
        }

        return new()
        {
            DataFolder = Path.GetFullPath(NullIfEmpty(section[nameof(DataFolder)]) ?? ".data", appHostDirectory),
            CacheFolder = Path.GetFullPath(NullIfEmpty(section[nameof(CacheFolder)]) ?? GetUserCacheFolder(), appHostDirectory),
            Mysqld = NullIfEmpty(section[nameof(Mysqld)]) is { } mysqld ? Path.GetFullPath(mysqld, appHostDirectory) : null,
            Reset = bool.TryParse(reset, out var value) && value,
        };
    }

    private static string GetUserCacheFolder()
    {
        var cache = NullIfEmpty(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "foobar", "mysql");
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
