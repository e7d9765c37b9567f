namespace Foobar.AppHost.Kubernetes.Settings;

/// <summary>How the open network reaches the site.</summary>
internal enum ExposureMode
{
    /// <summary>Through the cluster's ingress controller, which ends TLS.</summary>
    Ingress,

    /// <summary>Through an implementation of the Gateway API, which ends TLS.</summary>
    GatewayApi,

    /// <summary>Through a load balancer of layer 4; our gateways end TLS themselves.</summary>
    LoadBalancer,
}

/// <summary>Where the certificate comes from.</summary>
internal enum TlsMode
{
    /// <summary>cert-manager gets and renews it.</summary>
    CertManager,

    /// <summary>It is in a Secret that exists.</summary>
    Secret,

    /// <summary>There is none: something before the cluster ends TLS.</summary>
    None,
}
