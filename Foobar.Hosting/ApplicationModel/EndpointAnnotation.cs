using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address on which a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? _port;
    private int? _targetPort;
    private string? _transport;

    /// <summary>Creates the annotation.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL; the protocol's name when null.</param>
    /// <param name="transport">What is spoken over it (http, http2, tcp); follows the scheme when null.</param>
    /// <param name="name">The endpoint's name; the scheme when null.</param>
    /// <param name="port">The port that others use, 1 to 65,535; chosen at run time when null.</param>
    /// <param name="targetPort">The port on which the process listens; chosen at run time when null.</param>
    /// <param name="isExternal">Whether it is meant for the outside; false when null.</param>
    /// <param name="isProxied">Whether the engine may stand between callers and the process; true when null.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        uriScheme ??= protocol.ToString().ToLowerInvariant();
        name ??= uriScheme;
        ResourceName.Validate(name);

        Protocol = protocol;
        UriScheme = uriScheme;
        Name = name;
        _transport = transport;
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
    }

    /// <summary>The endpoint's name, unique within its resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>What is spoken over it.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>The host it is reached at: <c>localhost</c> unless set.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>The port that others use. Without a proxy it is the target port.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port on which the process listens. Without a proxy it is the port.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>Whether it is meant for the outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether the engine may stand between callers and the process.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The address it got at run time; null before.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => Allocation.Task.IsCompletedSuccessfully ? Allocation.Task.Result : null;
        set => Allocation.SetResult(value ?? throw new ArgumentNullException(nameof(value)));
    }

    internal TaskCompletionSource<AllocatedEndpoint> Allocation { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The variable that tells the process its port, for programs that know no better way.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }
}
