namespace Foobar.Web.System;

/// <summary>The name of this server among its like, such as <c>web-1</c>.</summary>
internal sealed class ServerName(IConfiguration configuration)
{
    public string Value { get; } = configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : Environment.MachineName;
}
