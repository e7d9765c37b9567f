namespace Foobar.GatewayBench.Balancers;

/// <summary>What a balancer is started with.</summary>
/// <param name="Folder">A folder of its own.</param>
/// <param name="HttpPort">Where it listens.</param>
/// <param name="HttpsPort">Where it listens, with TLS.</param>
/// <param name="ManagementPort">Where it shows its state, if it does.</param>
/// <param name="OriginPorts">The web servers: web-1, web-2.</param>
/// <param name="Certificate">What it serves https with.</param>
internal sealed record BalancerSetup(string Folder, int HttpPort, int HttpsPort, int ManagementPort, IReadOnlyList<int> OriginPorts, CertificateFiles Certificate);
