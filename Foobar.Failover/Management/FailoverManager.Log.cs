using Foobar.Failover.Decisions;

namespace Foobar.Failover.Management;

internal sealed partial class FailoverManager
{
    [LoggerMessage(1, LogLevel.Information, "Recorded so far: {Record}")]
    private partial void LogStart(string record);

    [LoggerMessage(2, LogLevel.Information, "{Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(3, LogLevel.Information, "{Step} {Node}: {Reason}")]
    private partial void LogStep(FailoverStep step, string node, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Term {Term} begins, {Node} becomes the primary: {Reason}")]
    private partial void LogPromotion(ulong term, string node, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Step} {Node} failed and is tried again: {Problem}")]
    private partial void LogFailure(FailoverStep step, string node, string problem);

    [LoggerMessage(6, LogLevel.Error, "Nothing more is done, since it would be a guess: {Reason}. See docs/runbook.md for what to do.")]
    private partial void LogRefusal(string reason);

    [LoggerMessage(8, LogLevel.Warning, "{Node} cannot be taken over yet: {Problem}")]
    private partial void LogTakeOverFailure(string node, string problem);

    [LoggerMessage(7, LogLevel.Error, "An unexpected error; the nodes are looked at again")]
    private partial void LogUnexpected(Exception exception);
}
