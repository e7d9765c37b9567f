namespace Foobar.Gateway.Configuration;

/// <summary>The configuration cannot be used; the message says in a line which setting and why.</summary>
internal sealed class GatewayConfigurationException(string message, Exception? innerException = null)
    : Exception(message, innerException);
