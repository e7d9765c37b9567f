using Foobar.Bench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Origins;

namespace Foobar.GatewayBench.Load;

/// <summary>One kind of requests.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Path">What is asked for.</param>
/// <param name="IsSecure">Whether by https.</param>
internal sealed record Work(string Name, string Title, string Path, bool IsSecure = false)
{
    public static Work Page { get; } = new("page", "1 KB page", OriginEndpoints.Page);

    public static IReadOnlyList<Work> All { get; } =
    [
        Page,
        new("redirect", "redirect", OriginEndpoints.Redirect),
        new("body", "64 KB body", OriginEndpoints.Body),
        new("tls", "1 KB page over TLS", OriginEndpoints.Page, IsSecure: true),
    ];

    /// <returns>Those named; all when none is.</returns>
    /// <exception cref="BenchException">There is none of that name.</exception>
    public static IReadOnlyList<Work> Find(IReadOnlyCollection<string> names) => names.Count == 0
        ? All
        : [.. names.Distinct().Select(name => All.FirstOrDefault(work => work.Name == name)
            ?? throw new BenchException($"There is no work '{name}'. There are: {string.Join(' ', All.Select(work => work.Name))}."))];

    public Uri AddressAt(RunningBalancer balancer) => new(IsSecure ? balancer.Https : balancer.Http, Path);
}
