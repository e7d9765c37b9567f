using Foobar.Chaos.Composition;
using Foobar.Chaos.Load;
using Foobar.Chaos.Verification;
using MySqlConnector;

namespace Foobar.Chaos.Running;

/// <summary>Holds both nodes against what was acknowledged, and against each other.</summary>
internal sealed class Comparison(FoobarApplication application)
{
    private const int MaxAttempts = 20;

    private static readonly TimeSpan s_catchUpLimit = TimeSpan.FromSeconds(30);

    private readonly List<string> _problems = [];

    /// <param name="acknowledged">The links that must be there.</param>
    /// <param name="urlPrefix">How the URLs of all links to look at begin.</param>
    /// <param name="primary">The node that the other must equal; null when there is none.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public async Task<ComparisonResult> ExecuteAsync(
        IReadOnlyList<Acknowledgement> acknowledged, string urlPrefix, string? primary, CancellationToken cancellationToken)
    {
        var isEqual = primary is not null && await AreTablesEqualAsync(primary, cancellationToken);
        var audits = new List<LinkAudit>();
        foreach (var node in ResourceNames.Nodes)
        {
            try
            {
                var data = new NodeData(application.AppConnection(node));
                audits.Add(LinkAudit.Of(acknowledged, await data.GetLinksAsync(urlPrefix, cancellationToken)));
            }
            catch (MySqlException e)
            {
                _problems.Add($"{node} could not be compared: {e.Message}");
            }
        }

        var links = LinkAudit.Of(audits, eachHasAll: primary is not null);
        if (links.Lost.Count > 0)
        {
            _problems.Add($"lost: {string.Join(' ', links.Lost.Take(5))}");
        }

        var terms = primary is null ? null : await ReadTermsAsync(primary, cancellationToken);
        var usurped = terms is null ? [] : TwoPrimaries.Find(acknowledged, terms);
        if (usurped.Count > 0)
        {
            _problems.Add($"{usurped[0].Node} acknowledged {usurped[0].Url} although it had been replaced");
        }

        return new ComparisonResult(links, usurped, isEqual && terms is not null, _problems);
    }

    // Web servers write clicks for a moment after the last request. Where the primary is the same before and after the replica
    // was looked at, they were looked at as of one moment.
    private async Task<bool> AreTablesEqualAsync(string primary, CancellationToken cancellationToken)
    {
        try
        {
            var (source, replica) = (new NodeData(application.AppConnection(primary)), new NodeData(application.AppConnection(ResourceNames.PeerOf(primary))));
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var before = await source.GetChecksumsAsync(cancellationToken);
                await CatchUpAsync(primary, cancellationToken);
                var other = await replica.GetChecksumsAsync(cancellationToken);
                var after = await source.GetChecksumsAsync(cancellationToken);
                if (!Differences(before, after).Any())
                {
                    var different = Differences(after, other).ToList();
                    _problems.AddRange(different.Select(table =>
                        $"table {table} differs: {after.GetValueOrDefault(table, "absent")} on {primary}, {other.GetValueOrDefault(table, "absent")} on {ResourceNames.PeerOf(primary)}"));
                    return different.Count == 0;
                }
            }

            _problems.Add($"the tables of {primary} did not come to rest");
        }
        catch (MySqlException e)
        {
            _problems.Add($"the nodes could not be compared: {e.Message}");
        }

        return false;
    }

    private async Task CatchUpAsync(string primary, CancellationToken cancellationToken)
    {
        try
        {
            var executed = await new NodeData(application.AppConnection(primary)).GetExecutedAsync(cancellationToken);
            var replica = ResourceNames.PeerOf(primary);
            if (!await new NodeData(application.AppConnection(replica)).WaitForAsync(executed, s_catchUpLimit, cancellationToken))
            {
                _problems.Add($"{replica} did not catch up within {s_catchUpLimit.TotalSeconds:0} s");
            }
        }
        catch (MySqlException e)
        {
            _problems.Add($"the replica could not be waited for: {e.Message}");
        }
    }

    private async Task<IReadOnlyList<Term>?> ReadTermsAsync(string primary, CancellationToken cancellationToken)
    {
        try
        {
            return await new NodeData(application.ManagerConnection(primary)).GetTermsAsync(cancellationToken);
        }
        catch (MySqlException e)
        {
            _problems.Add($"the terms could not be read from {primary}: {e.Message}");
            return null;
        }
    }

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> two) =>
        one.Keys.Union(two.Keys).Where(table => one.GetValueOrDefault(table) != two.GetValueOrDefault(table));
}

/// <summary>What a comparison has found.</summary>
/// <param name="Links">Lost and doubled links, on either node.</param>
/// <param name="Usurped">Writes acknowledged by a node that had been replaced.</param>
/// <param name="IsEqual">Whether both nodes could be looked at and hold the same.</param>
/// <param name="Problems">What a person should know.</param>
internal sealed record ComparisonResult(LinkAudit Links, IReadOnlyList<Acknowledgement> Usurped, bool IsEqual, IReadOnlyList<string> Problems);
