using System.Globalization;
using Foobar.Bench;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Balancers;

/// <summary>The gateway of this repository, as it was built, with its own settings.</summary>
/// <param name="name">Its name in tables.</param>
/// <param name="settings">Further environment variables.</param>
internal sealed class Gateway(string name, IReadOnlyDictionary<string, string> settings) : IBalancer
{
    public const string PolicySetting = "ReverseProxy__Clusters__web__LoadBalancingPolicy";
    public const string LatencyEjectionSetting = "Gateway__Ejection__LatencyFactor";

    // What costs something and is off, or spares who comes from this machine, unless it is asked for. Spans go nowhere, but
    // they are made.
    private static readonly Dictionary<string, string> s_everythingOn = new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
        ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
        ["OTEL_TRACES_SAMPLER_ARG"] = "0.01",
        ["Gateway__RateLimit__Exempt__0"] = "192.0.2.0/24",
        ["Gateway__RateLimit__PerClient__TokensPerSecond"] = "1000000",
        ["Gateway__RateLimit__PerClient__Burst"] = "1000000",
        ["Gateway__RateLimit__Global__TokensPerSecond"] = "1000000",
        ["Gateway__RateLimit__Global__Burst"] = "1000000",
        ["Gateway__Limits__MaxConcurrentRequests"] = "10000",
        ["Gateway__Firewall__Deny__0"] = "192.0.2.0/24",
    };

    public string Name => name;

    public ProcessSpec Prepare(BalancerSetup setup)
    {
        if (!File.Exists(DotNet.Gateway))
        {
            throw new BenchException($"The gateway is not built: there is no {DotNet.Gateway}. Build this project, which builds it too.");
        }

        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{setup.HttpPort};https://127.0.0.1:{setup.HttpsPort}"),
            ["Kestrel__Certificates__Default__Path"] = setup.Certificate.Certificate,
            ["Kestrel__Certificates__Default__KeyPath"] = setup.Certificate.Key,
        };
        foreach (var (index, port) in setup.OriginPorts.Index())
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"ReverseProxy__Clusters__web__Destinations__web-{index + 1}__Address")] =
                string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        }

        foreach (var (key, value) in s_everythingOn)
        {
            environment[key] = value;
        }

        environment["Gateway__Management__Port"] = setup.ManagementPort.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in settings)
        {
            environment[key] = value;
        }

        // Its settings file is found by the working directory.
        return new ProcessSpec(Name, DotNet.Host, [DotNet.Gateway])
        {
            WorkingDirectory = Path.GetDirectoryName(DotNet.Gateway),
            Environment = environment,
        };
    }
}
