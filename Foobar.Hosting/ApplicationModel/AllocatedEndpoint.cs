namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address an endpoint got at run time.</summary>
public class AllocatedEndpoint
{
    /// <summary>Creates the address.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host.</param>
    /// <param name="port">The port that others use, 1 to 65,535.</param>
    /// <param name="targetPortExpression">What stands for the port of each replica's process until it is launched.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);

        Endpoint = endpoint;
        Address = address;
        Port = port;
        TargetPortExpression = targetPortExpression;
    }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host.</summary>
    public string Address { get; }

    /// <summary>The port that others use.</summary>
    public int Port { get; }

    /// <summary>What stands for the port of each replica's process until it is launched.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>The scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>The URL.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
