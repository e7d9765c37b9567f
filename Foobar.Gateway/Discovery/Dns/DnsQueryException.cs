namespace Foobar.Gateway.Discovery.Dns;

/// <summary>It is not known whether a name has addresses. The message is for people.</summary>
internal sealed class DnsQueryException(string message, Exception? innerException = null) : Exception(message, innerException);
