namespace Foobar.Failover.Kubernetes;

internal sealed partial class LeaseElection
{
    [LoggerMessage(1, LogLevel.Warning, "{Manager} leads from now on: it holds {Lease}")]
    private partial void LogBegin(LeaseStore lease, string manager);

    [LoggerMessage(2, LogLevel.Warning, "This manager leads no more and has let go of {Lease}: {Reason}")]
    private partial void LogEnd(LeaseStore lease, string reason);

    [LoggerMessage(3, LogLevel.Error, "The election does not work: {Problem}")]
    private partial void LogBroken(string problem);

    [LoggerMessage(4, LogLevel.Error, "An unexpected error; the Lease is looked at again")]
    private partial void LogUnexpected(Exception exception);
}
