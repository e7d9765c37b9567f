using System.CommandLine;
using Foobar.Bench;

namespace Foobar.WebBench;

/// <summary>What can be asked for.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        var rounds = PositiveNumber.Option("--rounds", "How many rounds; in each everything is measured.", 10);
        var seconds = PositiveNumber.Option("--seconds", "How long each is measured in a round.", 3);
        var connections = PositiveNumber.Option("--connections", "How many clients there are at once.", 64);
        var links = PositiveNumber.Option("--links", "How many links there are to follow when none is in memory.", 50_000);
        var root = new RootCommand("Compares how fast a web server follows links, from memory and from the database, with how fast the framework answers with nothing. Starts the whole application; wrk is installed with apt-get when run as root.")
        {
            rounds, seconds, connections, links,
        };
        root.SetAction((result, cancellationToken) => FollowCommand.ExecuteAsync(
            result.GetValue(rounds), result.GetValue(seconds), result.GetValue(connections), result.GetValue(links), cancellationToken));
        var empty = new Command(EmptyServer.Command, "The empty server.") { Hidden = true };
        empty.SetAction((_, cancellationToken) => EmptyServer.RunAsync(cancellationToken));
        root.Add(empty);
        return root;
    }
}
