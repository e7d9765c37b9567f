namespace Foobar.AppHost.MySql.Setup;

/// <summary>All that is known of this machine when a server is chosen.</summary>
internal sealed record ServerProbes
{
    /// <summary>Whether mysql-node.sh can run here; without a Unix shell only containers can be used.</summary>
    public required bool CanRunProcesses { get; init; }

    /// <summary>What the setting <c>MySql:Mysqld</c> names; null when it is not set.</summary>
    public MysqldProbe? Setting { get; init; }

    /// <summary>The other places, the preferred first: MYSQL_HOME, PATH, the cache.</summary>
    public IReadOnlyList<MysqldProbe> Places { get; init; } = [];

    /// <summary>Why fetching failed or cannot work here; null when it was not tried.</summary>
    public string? FetchProblem { get; init; }

    /// <summary>A container runtime that answers; null when there is none or none was looked for.</summary>
    public string? ContainerRuntime { get; init; }

    /// <summary>Why no container runtime can be used; null when none was looked for.</summary>
    public string? ContainerProblem { get; init; }
}
