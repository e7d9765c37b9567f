using Foobar.AppHost.MySql.Nodes;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>Where the servers come from, or what has to be found out first. Pure.</summary>
/// <param name="Reason">Why, in words for people.</param>
internal abstract record ServerChoice(string Reason)
{
    /// <summary>The servers are processes.</summary>
    internal sealed record Process(string Mysqld, Version Version, string Reason) : ServerChoice(Reason);

    /// <summary>The servers are containers.</summary>
    internal sealed record Container(string Runtime, string Reason) : ServerChoice(Reason);

    /// <summary>Fetch a server, then choose again.</summary>
    internal sealed record Fetch(string Reason) : ServerChoice(Reason);

    /// <summary>Look for a container runtime, then choose again.</summary>
    internal sealed record LookForContainers(string Reason) : ServerChoice(Reason);

    /// <summary>There is no server.</summary>
    internal sealed record None(string Reason) : ServerChoice(Reason);

    /// <summary>Chooses: what the user says, then what is there, then what can be fetched, then containers.</summary>
    public static ServerChoice Decide(ServerProbes probes)
    {
        if (probes.Setting is { } setting)
        {
            // What was asked for explicitly is never replaced by something else.
            return setting.Mysqld is not null && probes.CanRunProcesses
                ? Use(setting, [])
                : new None(setting.Problem ?? "MySql:Mysqld is set, but servers cannot be processes on this operating system.");
        }

        var problems = new List<string>();
        if (probes.CanRunProcesses)
        {
            foreach (var place in probes.Places)
            {
                if (place.Mysqld is not null)
                {
                    return Use(place, problems);
                }
                problems.Add(place.Problem!);
            }

            if (probes.FetchProblem is null)
            {
                return new Fetch(string.Join("; ", problems));
            }
            problems.Add(probes.FetchProblem);
        }
        else
        {
            problems.Add("servers cannot be processes on this operating system");
        }

        if (probes.ContainerRuntime is not null)
        {
            return new Container(probes.ContainerRuntime, $"{MySqlContainer.Image} with {probes.ContainerRuntime}: {string.Join("; ", problems)}");
        }
        if (probes.ContainerProblem is null)
        {
            return new LookForContainers(string.Join("; ", problems));
        }

        problems.Add(probes.ContainerProblem);
        return new None(
            $"No MySQL {MysqldProbe.OldestVersion} or newer: {string.Join("; ", problems)}. " +
            $"Install MySQL {MysqldProbe.OldestVersion} or newer, or set MYSQL_HOME or MySql:Mysqld to it, or start Docker or Podman.");
    }

    private static Process Use(MysqldProbe probe, List<string> problems)
    {
        var instead = problems.Count == 0 ? "" : $" ({string.Join("; ", problems)})";
        return new(probe.Mysqld!, probe.Version!, $"MySQL {probe.Version} from {probe.Place}, {probe.Mysqld}{instead}");
    }
}
