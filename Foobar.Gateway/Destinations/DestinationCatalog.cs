using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Destinations;

/// <summary>Finds what the gateway keeps for a destination of YARP's.</summary>
internal sealed class DestinationCatalog
{
    private readonly ConditionalWeakTable<DestinationState, GatewayDestination> _destinations = [];

    public GatewayDestination this[DestinationState state] =>
        _destinations.GetValue(state, static state => new GatewayDestination(state));
}
