namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>The ports of containers and Services.</summary>
internal static class Ports
{
    /// <summary>Where every project listens: .NET's images run without root, which may not open ports below 1024.</summary>
    public const int Http = 8080;
    public const int Https = 8443;

    public const int PublicHttp = 80;
    public const int PublicHttps = 443;

    public const int MySql = 3306;

    /// <summary>The gateway's management port, on the loopback interface of its pod alone.</summary>
    public const int Management = 8090;
}
