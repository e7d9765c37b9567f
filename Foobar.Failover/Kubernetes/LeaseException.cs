namespace Foobar.Failover.Kubernetes;

/// <summary>The Lease cannot be read or written, or it is not known whether it was. The message is for people.</summary>
internal sealed class LeaseException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>Somebody has changed the Lease since it was read.</summary>
internal sealed class LeaseConflictException(Exception innerException) : Exception("The Lease was changed meanwhile.", innerException);
