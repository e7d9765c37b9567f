using System.Globalization;
using Foobar.Gateway.Configuration;
using Foobar.Gateway.Destinations;
using Foobar.Gateway.LoadBalancing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Foobar.Tests.Gateway.LoadBalancing;

/// <summary>A cluster of destinations that come and go as a test says, and a clock that it turns.</summary>
internal sealed class TestCluster : IDisposable
{
    private static readonly ClusterConfig s_config = new() { ClusterId = "web" };

    private readonly DestinationCatalog _catalog = new();
    private readonly ServingDestinationsPolicy _serving;
    private readonly List<DestinationState> _all = [];

    public TestCluster(params (string Key, string Value)[] settings)
    {
        var source = new ConfigurationManager();
        source.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        Configuration = new GatewayConfiguration(source);
        Weights = new DestinationWeights(Configuration, _catalog, Time);
        _serving = new ServingDestinationsPolicy(_catalog, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public GatewayConfiguration Configuration { get; }

    public DestinationWeights Weights { get; }

    public ClusterState State { get; } = new("web");

    public GatewayDestination this[string id] => _catalog[_all.Single(state => state.DestinationId == id)];

    public TestCluster Add(string id, int weight = 1, int priority = 0)
    {
        var config = new DestinationConfig
        {
            Address = $"http://{id}/",
            Metadata = new Dictionary<string, string>
            {
                ["Weight"] = weight.ToString(CultureInfo.InvariantCulture),
                ["Priority"] = priority.ToString(CultureInfo.InvariantCulture),
            },
        };
        _all.Add(new DestinationState(id, new DestinationModel(config)));
        return this;
    }

    public void SetHealth(string id, bool healthy)
    {
        this[id].State.Health.Active = healthy ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        Update();
    }

    /// <summary>Who may take requests now, as YARP would find it out.</summary>
    public DestinationSet Update()
    {
        var available = (DestinationSet)_serving.GetAvailalableDestinations(s_config, _all);
        State.DestinationsState = new ClusterDestinationsState(_all, available);
        return available;
    }

    public string? Pick(ILoadBalancingPolicy policy, HttpContext? context = null) =>
        policy.PickDestination(context ?? new DefaultHttpContext(), State, State.DestinationsState.AvailableDestinations)?.DestinationId;

    /// <summary>How often each was picked.</summary>
    public Dictionary<string, int> Count(ILoadBalancingPolicy policy, int requests) => Enumerable.Range(0, requests)
        .Select(_ => Pick(policy)!)
        .CountBy(id => id)
        .ToDictionary();

    public void Dispose() => Configuration.Dispose();
}
