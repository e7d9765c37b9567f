using System.Diagnostics;
using MySqlConnector;

namespace Foobar.MySql;

/// <summary>Writes to whichever node is the primary, over a change of the primary if it must.</summary>
internal sealed class Writer(
    RoleMonitor monitor, ReplicatedMySqlOptions options, IGtidQueries gtids, ClientMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(400);

    // A node that was deposed and lives refuses at once. What cannot be repeated waits so long to know.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(500);

    public async Task<WriteResult<T>> WriteAsync<T>(
        Func<MySqlNodeConnection, Task<T>> write, bool isIdempotent, CancellationToken cancellationToken)
    {
        using var activity = ClientMetrics.Activities.StartActivity("mysql.write");
        var deadline = new Deadline(options.WriteTimeout, time);
        var mayHaveTakenEffect = false;
        var pause = TimeSpan.Zero;

        while (true)
        {
            var primary = await WaitForPrimaryAsync(deadline, mayHaveTakenEffect, cancellationToken);
            var attempt = new WriteAttempt<T>(primary, write, gtids);
            var (result, failure) = await TryAsync(attempt, isIdempotent, deadline, cancellationToken);
            if (failure is null)
            {
                activity?.SetTag("foobar.mysql.node", primary.Name);
                return result;
            }

            if (attempt.Result is { Value: var value })
            {
                // Done and acknowledged. Only the token is left to get, from whoever is the primary then.
                write = _ => Task.FromResult(value);
                isIdempotent = mayHaveTakenEffect = true;
            }
            else if (failure.IsUnknown)
            {
                mayHaveTakenEffect = true;
            }

            var mayRetry = isIdempotent || !failure.IsUnknown;
            if (!mayRetry || deadline.IsOver)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.Reason);
                throw new MySqlUnavailableException(
                    $"MySQL node '{primary.Name}' did not take the write: {failure.Reason}",
                    primary.Name,
                    mayHaveTakenEffect,
                    failure.Exception);
            }

            metrics.CountRetry(failure.Kind);
            activity?.AddEvent(new ActivityEvent($"retry: {failure.Reason}"));
            await deadline.DelayAsync(pause, cancellationToken);
            pause = pause == TimeSpan.Zero ? s_shortestPause : pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    private async Task<NodeClient> WaitForPrimaryAsync(
        Deadline deadline, bool mayHaveTakenEffect, CancellationToken cancellationToken)
    {
        if (monitor.Current.Roles.Primary is { } known)
        {
            return monitor[known];
        }

        var start = time.GetTimestamp();
        while (true)
        {
            var snapshot = monitor.Current;
            if (snapshot.Roles.Primary is { } name)
            {
                metrics.RecordPrimaryWait(time.GetElapsedTime(start), found: true);
                return monitor[name];
            }

            try
            {
                await snapshot.Changed.WaitAsync(deadline.Remaining, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                metrics.RecordPrimaryWait(time.GetElapsedTime(start), found: false);
                throw new MySqlUnavailableException(
                    $"No MySQL node takes writes: {snapshot.Describe()}", mayHaveTakenEffect: mayHaveTakenEffect);
            }
        }
    }

    private async Task<(WriteResult<T> Result, Failure? Failure)> TryAsync<T>(
        WriteAttempt<T> attempt, bool isIdempotent, Deadline deadline, CancellationToken cancellationToken)
    {
        var node = attempt.Node;
        var run = attempt.RunAsync(deadline.Remaining);
        try
        {
            return await WaitForEndAsync(run, node, isIdempotent ? TimeSpan.Zero : s_grace, deadline, cancellationToken) switch
            {
                AttemptEnd.Ended => (await run, null),
                AttemptEnd.Deposed => (default, Abandon(attempt, run, "deposed", "another node has become the primary")),
                _ => (default, Abandon(attempt, run, "timeout", "it gave no answer in time")),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Abandon(attempt, run, "canceled", "");
            throw;
        }
        catch (NotStartedException exception)
        {
            Suspect(exception.IsNodeAtFault);
            return (default, new("not_started", false, exception.Message, exception.InnerException));
        }
        catch (MySqlException exception) when (WriteFailures.Classify(exception) is var kind
            && (kind != WriteFailure.OfStatement || attempt.Result is not null))
        {
            Suspect(kind is WriteFailure.Refused or WriteFailure.Unknown);
            if (exception.ErrorCode == MySqlErrorCode.CommandTimeoutExpired)
            {
                // The connector gave it up a moment before the deadline did.
                node.Gate.Close();
            }

            return (default, new(Name(kind), kind is WriteFailure.Unknown, exception.Message, exception));
        }

        void Suspect(bool isNodeAtFault)
        {
            if (isNodeAtFault)
            {
                monitor.Suspect(node.Name, "failed a write");
            }
        }
    }

    private async Task<AttemptEnd> WaitForEndAsync(
        Task run, NodeClient node, TimeSpan grace, Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            var snapshot = monitor.Current;
            if (run.IsCompleted)
            {
                return AttemptEnd.Ended;
            }

            // No primary at all is no reason: the commit may still be acknowledged.
            if (snapshot.Roles.Primary is { } primary && primary != node.Name)
            {
                await Task.WhenAny(run, deadline.DelayAsync(grace, cancellationToken));
                return run.IsCompleted ? AttemptEnd.Ended : AttemptEnd.Deposed;
            }

            try
            {
                await Task.WhenAny(run, snapshot.Changed).WaitAsync(deadline.Remaining, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return run.IsCompleted ? AttemptEnd.Ended : AttemptEnd.TimedOut;
            }
        }
    }

    private static Failure Abandon<T>(WriteAttempt<T> attempt, Task run, string kind, string reason)
    {
        run.Forget();
        var isUnknown = !attempt.TryPrevent();
        if (isUnknown && kind != "deposed")
        {
            attempt.Node.Gate.Close();
        }

        return new(kind, isUnknown, reason, null);
    }

    private static string Name(WriteFailure kind) => kind switch
    {
        WriteFailure.Transient => "deadlock",
        WriteFailure.Refused => "refused",
        _ => "unknown",
    };

    private enum AttemptEnd
    {
        Ended,
        Deposed,
        TimedOut,
    }

    private sealed record Failure(string Kind, bool IsUnknown, string Reason, Exception? Exception);
}
