using Foobar.Failover.Management;
using Foobar.MySql.Topology;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Foobar.Failover.Http;

/// <summary>What people and the dashboard ask of the manager.</summary>
internal static class TopologyEndpoints
{
    /// <summary>Where the topology is asked for.</summary>
    public const string Path = "/topology";

    private static readonly TimeSpan s_switchover = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);

    public static void MapTopology(this WebApplication app)
    {
        app.MapGet(Path, (FailoverManager manager) => Answer(manager));
        app.MapPost("/switchover", SwitchOverAsync);
        app.MapPost("/rejoin", Rejoin);
    }

    private static JsonHttpResult<ClusterTopology> Answer(FailoverManager manager, int? status = null) =>
        TypedResults.Json(TopologyMapper.Map(manager.Status), ClusterTopologyJson.TypeInfo, statusCode: status);

    /// <summary>Answers once the other node is open, or says why it is not.</summary>
    private static async Task<Results<JsonHttpResult<ClusterTopology>, ProblemHttpResult>> SwitchOverAsync(
        SwitchoverRequest? request, FailoverManager manager, CancellationToken cancellationToken)
    {
        var status = manager.Status;
        if (Refusals.OfStandby(status) is { } standby)
        {
            return Problem(StatusCodes.Status421MisdirectedRequest, standby);
        }
        if (request?.To is { } name && status.Nodes?.All(node => node.Name != name) != false)
        {
            return Problem(StatusCodes.Status404NotFound, $"There is no node '{name}'.");
        }
        if (Refusals.OfSwitchover(status, request?.To) is { } refusal)
        {
            return Problem(StatusCodes.Status409Conflict, refusal);
        }

        var target = status.Nodes!.Single(node => node.Name != status.Record!.Primary).Name;
        if (!manager.Requests.TrySwitchOver(target))
        {
            return Problem(StatusCodes.Status409Conflict, "A switchover is under way already.");
        }
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_switchover);
            while (manager.Status is var now && !(now.Record?.Primary == target && now.Nodes!.Any(n => n.Name == target && n.State is { IsClosed: false })))
            {
                await Task.Delay(s_poll, limit.Token);
            }
            return Answer(manager);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, $"{target} has not become the primary within {s_switchover.TotalSeconds:0} s: {manager.Status.Decision.Reason}.");
        }
        finally
        {
            manager.Requests.GiveUpSwitchover();
        }
    }

    private static Results<JsonHttpResult<ClusterTopology>, ProblemHttpResult> Rejoin(RejoinRequest? request, FailoverManager manager)
    {
        var status = manager.Status;
        if (Refusals.OfStandby(status) is { } standby)
        {
            return Problem(StatusCodes.Status421MisdirectedRequest, standby);
        }
        if (string.IsNullOrEmpty(request?.Node))
        {
            return Problem(StatusCodes.Status400BadRequest, "Name the node that is to be cloned from the primary: {\"node\": \"…\"}.");
        }
        if (status.Nodes?.Any(node => node.Name == request.Node) != true)
        {
            return Problem(StatusCodes.Status404NotFound, $"There is no node '{request.Node}'.");
        }
        if (Refusals.OfRejoin(status, request.Node) is { } refusal)
        {
            return Problem(StatusCodes.Status409Conflict, refusal);
        }

        manager.Requests.RequestRejoin(request.Node);
        return Answer(manager, StatusCodes.Status202Accepted);
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}

/// <param name="To">The node that is to become the primary; without it, the one that is not.</param>
internal sealed record SwitchoverRequest(string? To);

/// <param name="Node">The node whose data is to be replaced by the primary's.</param>
internal sealed record RejoinRequest(string? Node);
