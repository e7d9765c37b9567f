using System.CommandLine;
using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Comparison;
using Foobar.GatewayBench.Kill;
using Foobar.GatewayBench.Least;
using Foobar.GatewayBench.Load;
using Foobar.GatewayBench.Measurement;
using Foobar.GatewayBench.Origins;
using Foobar.GatewayBench.Slow;

namespace Foobar.GatewayBench;

/// <summary>What can be asked for.</summary>
internal static class CommandLine
{
    private static readonly Option<string[]> s_works = Names("--works", $"What is asked for, apart by spaces: {string.Join(' ', Work.All.Select(work => work.Name))}. Default: all.", "NAME", names => Work.Find(names));
    private static readonly Option<int> s_rounds = PositiveNumber.Option("--rounds", "How many rounds; in each every balancer is measured.", 10);
    private static readonly Option<int> s_seconds = PositiveNumber.Option("--seconds", "How long a balancer is measured in a round.", 3);
    private static readonly Option<int> s_connections = PositiveNumber.Option("--connections", "How many clients there are at once.", 64);
    private static readonly Option<int> s_requests = PositiveNumber.Option("--requests", "How many requests each balancer gets.", 100_000);
    private static readonly Option<int> s_clients = PositiveNumber.Option("--clients", "How many clients there are at once.", 32);
    private static readonly Option<int> s_interval = PositiveNumber.Option("--interval", "Seconds from one death to the next.", 3);
    private static readonly Option<int> s_slowClients = PositiveNumber.Option("--slow-clients", "How many clients send a byte a second.", 200);
    private static readonly Option<int> s_delay = PositiveNumber.Option("--delay-ms", "How long web-2 takes for a request.", 50);
    private static readonly Option<int> s_concurrency = PositiveNumber.Option("--concurrency", "How many requests web-2 answers at once.", 8);
    private static readonly Option<string[]> s_settings = Names("--gateway-setting", "An environment variable for the gateway, also more than once.", "KEY=VALUE", names => GatewaySettings.Parse(names));
    private static readonly Option<string[]> s_variant = Names("--variant-setting", "The same for a second gateway, which is then compared too.", "KEY=VALUE", names => GatewaySettings.Parse(names));
    private static readonly Option<FileInfo> s_json = new("--json") { Description = "Write the raw figures to a file.", HelpName = "FILE", Recursive = true };

    public static RootCommand Create()
    {
        s_settings.Recursive = true;
        s_variant.Recursive = true;
        var root = new RootCommand("Compares the gateway with HAProxy and nginx in front of the same two web servers: requests per second, processor time per request, latency and memory. What is missing is installed with apt-get when run as root.")
        {
            s_works, s_rounds, s_seconds, s_connections, s_settings, s_variant, s_json,
        };
        root.SetAction((result, cancellationToken) => CompareCommand.ExecuteAsync(
            Work.Find(result.GetValue(s_works) ?? []), ReadOptions(result), ReadSettings(result), result.GetValue(s_json), cancellationToken));
        root.Add(Kill());
        root.Add(Slow());
        root.Add(Least());
        root.Add(OriginCommand.Create());
        return root;
    }

    private static Command Kill()
    {
        var command = new Command("kill", "Kills a web server again and again, and counts what clients of each balancer notice: failed requests, doubled creates, pauses.")
        {
            s_requests, s_clients, s_interval,
        };
        command.SetAction((result, cancellationToken) => KillCommand.ExecuteAsync(
            new KillOptions(result.GetValue(s_requests), result.GetValue(s_clients), TimeSpan.FromSeconds(result.GetValue(s_interval))),
            ReadSettings(result),
            result.GetValue(s_json),
            cancellationToken));
        return command;
    }

    private static Command Slow()
    {
        var command = new Command("slow", "Compares the latency of each balancer without and with clients that send a request byte by byte.")
        {
            s_rounds, s_seconds, s_connections, s_slowClients,
        };
        command.SetAction((result, cancellationToken) => SlowCommand.ExecuteAsync(
            ReadOptions(result), result.GetValue(s_slowClients), ReadSettings(result), result.GetValue(s_json), cancellationToken));
        return command;
    }

    private static Command Least()
    {
        var command = new Command("least", "Compares the gateway's ways to choose a web server, RoundRobin and LeastRequests, when one of two is slow.")
        {
            s_rounds, s_seconds, s_connections, s_delay, s_concurrency,
        };
        command.SetAction((result, cancellationToken) => LeastCommand.ExecuteAsync(
            ReadOptions(result),
            new SlowServer(TimeSpan.FromMilliseconds(result.GetValue(s_delay)), result.GetValue(s_concurrency)),
            ReadSettings(result),
            result.GetValue(s_json),
            cancellationToken));
        return command;
    }

    private static MeasurementOptions ReadOptions(ParseResult result) =>
        new(result.GetValue(s_rounds), result.GetValue(s_seconds), result.GetValue(s_connections));

    private static GatewaySettings ReadSettings(ParseResult result) =>
        new(GatewaySettings.Parse(result.GetValue(s_settings) ?? []), GatewaySettings.Parse(result.GetValue(s_variant) ?? []));

    private static Option<string[]> Names(string name, string description, string helpName, Action<string[]> check)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true };
        option.Validators.Add(result =>
        {
            try
            {
                check(result.GetValueOrDefault<string[]>() ?? []);
            }
            catch (BenchException e)
            {
                result.AddError(e.Message);
            }
        });
        return option;
    }
}
