using Foobar.Bench;

namespace Foobar.GatewayBench.Balancers;

/// <summary>What the gateway is told beyond what it needs to run here.</summary>
/// <param name="Common">Environment variables.</param>
/// <param name="Variant">Further ones, of a second gateway that is compared too; there is none without them.</param>
internal sealed record GatewaySettings(IReadOnlyDictionary<string, string> Common, IReadOnlyDictionary<string, string> Variant)
{
    private const string Name = "Foobar.Gateway";

    /// <summary>Reads <c>KEY=VALUE</c>, the last of a key counts.</summary>
    /// <exception cref="BenchException">One is something else.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> settings)
    {
        var parsed = new Dictionary<string, string>();
        foreach (var setting in settings)
        {
            var end = setting.IndexOf('=', StringComparison.Ordinal);
            if (end < 1)
            {
                throw new BenchException($"'{setting}' is not KEY=VALUE.");
            }

            parsed[setting[..end]] = setting[(end + 1)..];
        }

        return parsed;
    }

    public IEnumerable<IBalancer> ToBalancers() => Variant.Count == 0
        ? [new Gateway(Name, Common)]
        : [new Gateway(Name, Common), With("variant", Variant)];

    /// <summary>The gateway with further settings, and a name that says so.</summary>
    public Gateway With(string name, IReadOnlyDictionary<string, string> settings) =>
        new($"{Name} ({name})", Common.Concat(settings).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value));
}
