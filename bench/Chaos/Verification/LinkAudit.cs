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

    /// <summary>What is wrong with several nodes together.</summary>
    /// <param name="audits">What was found on each node.</param>
    /// <param name="eachHasAll">
    /// Whether each node has to have every link. Until the nodes have come together again, a link that one of them has is not
    /// lost.
    /// </param>
    public static LinkAudit Of(IReadOnlyCollection<LinkAudit> audits, bool eachHasAll)
    {
        var lost = audits.SelectMany(audit => audit.Lost).GroupBy(url => url)
            .Where(nodes => eachHasAll || nodes.Count() == audits.Count)
            .Select(nodes => nodes.Key);
        return new LinkAudit([.. lost], [.. audits.SelectMany(audit => audit.Doubled).Distinct()]);
    }
}
