namespace Foobar.Failover.Leadership;

/// <summary>Another manager may act now, so this one must not.</summary>
internal sealed class NotLeaderException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
