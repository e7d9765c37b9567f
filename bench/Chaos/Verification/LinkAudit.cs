using Foobar.Chaos.Load;

namespace Foobar.Chaos.Verification;

/// <summary>Compares what was acknowledged with what a node holds.</summary>
/// <param name="Lost">URLs of acknowledged links that are not there, or not under their code.</param>
/// <param name="Doubled">URLs that are there more than once.</param>
internal sealed record LinkAudit(IReadOnlyCollection<string> Lost, IReadOnlyCollection<string> Doubled)
{
    public static LinkAudit Of(IEnumerable<Acknowledgement> acknowledged, IEnumerable<(string Code, string Url)> held)
    {
        var rows = held.ToList();
        var present = rows.ToHashSet();
        return new LinkAudit(
            [.. acknowledged.Where(a => !present.Contains((a.Code, a.Url))).Select(a => a.Url)],
            [.. rows.GroupBy(row => row.Url).Where(same => same.Count() > 1).Select(same => same.Key)]);
    }

    /// <summary>What is wrong on either node.</summary>
    public LinkAudit With(LinkAudit other) => new([.. Lost.Union(other.Lost)], [.. Doubled.Union(other.Doubled)]);
}
