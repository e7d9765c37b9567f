using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Foobar.Hosting.Dashboard.Otlp;

/// <summary>Where telemetry is received and what lets a sender in.</summary>
/// <param name="GrpcUrl">The address for gRPC; null for a free port.</param>
/// <param name="HttpUrl">The address for HTTP; null for a free port.</param>
/// <param name="ApiKey">What senders have to say.</param>
internal sealed record OtlpOptions(Uri? GrpcUrl, Uri? HttpUrl, string ApiKey)
{
    private const int KeyBytes = 16;

    // The names under which Aspire looks for them, in its order.
    private static readonly string[] s_grpcKeys = ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
    private static readonly string[] s_httpKeys = ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    /// <exception cref="DistributedApplicationException">A configured address is not one that may be listened on.</exception>
    public static OtlpOptions From(IConfiguration configuration) => new(
        Url(configuration, s_grpcKeys),
        Url(configuration, s_httpKeys),
        configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key ? key : RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true));

    private static Uri? Url(IConfiguration configuration, string[] keys)
    {
        if (keys.FirstOrDefault(key => !string.IsNullOrWhiteSpace(configuration[key])) is not { } found)
        {
            return null;
        }

        var text = configuration[found]!;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && DashboardOptions.IsLoopback(url)
            ? url
            : throw new DistributedApplicationException($"Telemetry cannot be received on '{text}': {found} must be an http URL of this machine, such as http://localhost:18889, or be left out.");
    }
}
