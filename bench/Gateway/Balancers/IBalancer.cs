using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Balancers;

/// <summary>A kind of balancer: how it is set up and run.</summary>
internal interface IBalancer
{
    /// <summary>Its name in tables, with its version where that is not this repository's.</summary>
    string Name { get; }

    /// <summary>Writes its configuration, if it has one.</summary>
    ProcessSpec Prepare(BalancerSetup setup);
}
