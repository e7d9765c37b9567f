using System.CommandLine;

namespace Foobar.GatewayBench.Origins;

/// <summary>Makes this program a web server, for itself.</summary>
internal static class OriginCommand
{
    private static readonly Option<int> s_port = new("--port") { Required = true };
    private static readonly Option<string> s_name = new("--name") { Required = true };
    private static readonly Option<Uri?> s_recorder = new("--recorder") { CustomParser = result => new Uri(result.Tokens[0].Value) };
    private static readonly Option<int> s_delay = new("--delay-ms");
    private static readonly Option<int> s_concurrency = new("--concurrency");

    public static Command Create()
    {
        var command = new Command("origin", "A web server.") { s_port, s_name, s_recorder, s_delay, s_concurrency };
        command.Hidden = true;
        command.SetAction((result, cancellationToken) => OriginServer.RunAsync(
            new OriginOptions
            {
                Port = result.GetValue(s_port),
                Name = result.GetRequiredValue(s_name),
                Recorder = result.GetValue(s_recorder),
                Delay = TimeSpan.FromMilliseconds(result.GetValue(s_delay)),
                Concurrency = result.GetValue(s_concurrency),
            },
            cancellationToken));
        return command;
    }
}
