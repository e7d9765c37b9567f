using MySqlConnector;

namespace Foobar.MySql;

/// <summary>Reads from the replica if it is fit to answer, otherwise from the primary, and from any node that lives.</summary>
internal sealed class Reader(
    RoleMonitor monitor, ReplicatedMySqlOptions options, IGtidQueries gtids, ClientMetrics metrics, TimeProvider time)
{
    // With nowhere else to go, a read waits in steps, so that it sees a new primary come.
    private static readonly TimeSpan s_waitStep = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    public async Task<T> ReadAsync<T>(
        Func<MySqlNodeConnection, Task<T>> query, ConsistencyToken? token, CancellationToken cancellationToken)
    {
        using var activity = ClientMetrics.Activities.StartActivity("mysql.read");
        var deadline = new Deadline(options.ReadTimeout, time);
        string? left = null;
        Failure? last = null;

        while (!deadline.IsOver)
        {
            var snapshot = monitor.Current;
            var mustWait = token is not null && (snapshot.Roles.Replica is not { } replica || !monitor[replica].HasExecuted(token));
            var route = ReadRoute.Choose(snapshot.Roles, left, mustWait, options);
            if (route.Node is null)
            {
                if (!await LookAgainAsync(snapshot, deadline, cancellationToken))
                {
                    break;
                }

                continue;
            }

            var attempt = new Attempt(monitor[route.Node], WaitBound(snapshot.Roles, route, deadline), LimitOf(snapshot, deadline));
            var (isAnswered, answer, failure) = await TryAsync(attempt, query, token, left, snapshot.Roles, cancellationToken);
            if (isAnswered)
            {
                metrics.CountRead(route.Node, route.Role, route.Reason);
                activity?.SetTag("foobar.mysql.node", route.Node).SetTag("foobar.mysql.role", route.Role).SetTag("foobar.mysql.reason", route.Reason);
                return answer!;
            }

            if (last is not null)
            {
                await deadline.DelayAsync(s_pause, cancellationToken);
            }

            // The primary is for those that the replica cannot serve; what the primary cannot either starts over.
            left = route.Role == ReadRoute.Replica && snapshot.Roles.Primary is not null ? failure!.Kind : null;
            last = failure;
        }

        throw new MySqlUnavailableException(
            $"No MySQL node could answer: {last?.Reason ?? monitor.Current.Describe()}", last?.Node, innerException: last?.Exception);
    }

    private async Task<(bool IsAnswered, T? Answer, Failure? Failure)> TryAsync<T>(
        Attempt attempt,
        Func<MySqlNodeConnection, Task<T>> query,
        ConsistencyToken? token,
        string? left,
        PairRoles roles,
        CancellationToken cancellationToken)
    {
        var node = attempt.Node;
        var run = RunAsync(attempt, query, token);
        try
        {
            var (isThere, answer) = await run.WaitAsync(attempt.WaitBound + attempt.Limit, time, cancellationToken);
            return isThere
                ? (true, answer, null)
                : (false, default, new(node.Name, "consistency", $"{node.Name} does not have the reader's last write yet", null));
        }
        catch (TimeoutException exception) when (!run.IsFaulted)
        {
            run.Forget();
            return Fail("timeout", $"{node.Name} gave no answer in time", exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Forget();
            throw;
        }
        catch (NotStartedException exception)
        {
            return Fail("failure", exception.Message, exception.InnerException!);
        }
        catch (MySqlException exception) when (WriteFailures.Classify(exception) != WriteFailure.OfStatement)
        {
            return Fail("failure", exception.Message, exception);
        }
        catch (IOException exception)
        {
            // How MySqlConnector tells of a connection that breaks while a statement is prepared.
            return Fail("failure", exception.Message, exception);
        }
        catch (MySqlException exception) when (left is null && roles.Primary is { } primary && primary != node.Name)
        {
            // No fault of the node: a table that has not reached the replica yet is there on the primary.
            return (false, default, new(node.Name, "failure", exception.Message, exception));
        }

        (bool, T?, Failure) Fail(string kind, string reason, Exception exception)
        {
            monitor.Suspect(node.Name, "failed a read");
            return (false, default, new(node.Name, kind, reason, exception));
        }
    }

    private async Task<(bool IsThere, T? Answer)> RunAsync<T>(
        Attempt attempt, Func<MySqlNodeConnection, Task<T>> query, ConsistencyToken? token)
    {
        await using var connection = await OpenAsync(attempt);
        if (token is not null && !attempt.Node.HasExecuted(token))
        {
            var start = time.GetTimestamp();
            var isThere = await gtids.WaitAsync(attempt.Node, connection, token, attempt.WaitBound);
            metrics.RecordConsistencyWait(attempt.Node.Name, time.GetElapsedTime(start), isThere ? "executed" : "timeout");
            if (!isThere)
            {
                return (false, default);
            }
        }

        return (true, await query(connection));
    }

    private static async Task<MySqlNodeConnection> OpenAsync(Attempt attempt)
    {
        try
        {
            return await attempt.Node.OpenToReadAsync(attempt.WaitBound + attempt.Limit);
        }
        catch (MySqlException exception)
        {
            throw new NotStartedException(exception.Message, isNodeAtFault: true, exception);
        }
    }

    /// <returns>False if no node can be asked, after all.</returns>
    private async Task<bool> LookAgainAsync(RoleSnapshot snapshot, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(monitor.LookAgainAsync(), snapshot.Changed).WaitAsync(deadline.Remaining, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }

        return monitor.Current.Roles is not { Primary: null, Replica: null };
    }

    private TimeSpan WaitBound(PairRoles roles, ReadRoute route, Deadline deadline)
    {
        var bound = route.Role == ReadRoute.Replica && roles.Primary is not null ? options.ConsistencyWait : s_waitStep;
        return bound < deadline.Remaining ? bound : deadline.Remaining;
    }

    // A node that hangs is left soon, if there is another to ask.
    private TimeSpan LimitOf(RoleSnapshot snapshot, Deadline deadline) =>
        snapshot.Looks.All(look => look.Answer is not null) && options.ReadAttemptTimeout < deadline.Remaining
            ? options.ReadAttemptTimeout
            : deadline.Remaining;

    private readonly record struct Attempt(NodeClient Node, TimeSpan WaitBound, TimeSpan Limit);

    private sealed record Failure(string Node, string Kind, string Reason, Exception? Exception);
}
