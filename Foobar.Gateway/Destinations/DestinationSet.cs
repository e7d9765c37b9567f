using System.Collections;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Destinations;

/// <summary>Destinations a request may go to, as YARP wants them, with what our policies need to choose among them.</summary>
internal sealed class DestinationSet(GatewayDestination[] members) : IReadOnlyList<DestinationState>
{
    private readonly GatewayDestination[] _members = members;

    public ReadOnlySpan<GatewayDestination> Members => _members;

    public int Count => _members.Length;

    /// <summary>Whether all have the same weight.</summary>
    public bool IsEven { get; } = members.Length == 0 || members.All(member => member.Settings.Weight == members[0].Settings.Weight);

    /// <summary>The last timestamp at which one of them came to the others, or 0.</summary>
    public long WarmingSince { get; } = members.Length == 0 ? 0 : members.Max(member => member.WarmingSince);

    public DestinationState this[int index] => _members[index].State;

    public DestinationSet Without(IReadOnlySet<DestinationState> others) =>
        new([.. _members.Where(member => !others.Contains(member.State))]);

    public IEnumerator<DestinationState> GetEnumerator() => _members.Select(member => member.State).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
