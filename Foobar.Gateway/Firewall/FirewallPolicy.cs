using System.Collections.Frozen;
using System.Net;
using Foobar.Gateway.Addresses;
using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Firewall;

/// <summary><see cref="FirewallSettings"/>, made ready to decide.</summary>
internal sealed class FirewallPolicy
{
    private readonly CidrTrie<FirewallAction> _rules;
    private readonly FirewallAction _default;
    private readonly FrozenSet<string> _methods;
    private readonly List<StringSegment> _hosts;

    public FirewallPolicy(FirewallSettings settings)
    {
        // The last entry of a network is taken, so that a tie is denied.
        _rules = new CidrTrie<FirewallAction>(
            [.. Rules(settings.Allow, FirewallAction.Allow), .. Rules(settings.Deny, FirewallAction.Deny)]);
        _default = settings.Default;
        var methods = settings.Methods ?? FirewallSettings.DefaultMethods;
        _methods = methods.ToFrozenSet(StringComparer.Ordinal);
        _hosts = [.. settings.Hosts.Select(host => new StringSegment(host))];
        AllowHeader = string.Join(", ", methods);
    }

    /// <summary>The value of <c>Allow</c> (RFC 9110, section 10.2.1).</summary>
    public string AllowHeader { get; }

    /// <param name="address">The client's; null where there is none, as on a Unix socket.</param>
    public bool AllowsAddress(IPAddress? address) =>
        (_rules.IsEmpty || address is null || !_rules.TryFind(address, out var action) ? _default : action) == FirewallAction.Allow;

    public bool AllowsMethod(string method) => _methods.Contains(method);

    public bool AllowsHost(HostString host) => _hosts.Count == 0 || (host.HasValue && HostString.MatchesAny(host.Value, _hosts));

    private static IEnumerable<KeyValuePair<IPNetwork, FirewallAction>> Rules(IEnumerable<string> networks, FirewallAction action) =>
        networks.Select(network => KeyValuePair.Create(CidrNotation.Parse(network), action));
}
