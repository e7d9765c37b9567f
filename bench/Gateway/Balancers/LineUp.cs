using Foobar.Bench;

namespace Foobar.GatewayBench.Balancers;

/// <summary>The balancers that are compared, and what they are put to work with.</summary>
/// <param name="Balancers">In the order of the tables.</param>
/// <param name="Reference">The one that others are compared to.</param>
/// <param name="Wrk">Where wrk is.</param>
internal sealed record LineUp(IReadOnlyList<IBalancer> Balancers, IBalancer Reference, string Wrk)
{
    /// <summary>Installs what is missing.</summary>
    public static async Task<LineUp> PrepareAsync(GatewaySettings gateway, TextWriter output, CancellationToken cancellationToken)
    {
        var tools = await Tools.EnsureAsync([Tools.Haproxy, Tools.Nginx, Tools.Wrk], output, cancellationToken);
        var version = await Haproxy.FindVersionAsync(tools[Tools.Haproxy], cancellationToken);
        var haproxy = new Haproxy(tools[Tools.Haproxy], version, http2: false);
        var nginx = await Nginx.FindAsync(tools[Tools.Nginx], cancellationToken);
        return new LineUp([.. gateway.ToBalancers(), haproxy, new Haproxy(tools[Tools.Haproxy], version, http2: true), nginx], haproxy, tools[Tools.Wrk]);
    }
}
