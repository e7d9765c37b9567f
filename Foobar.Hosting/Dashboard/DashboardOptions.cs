using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Foobar.Hosting.Dashboard;

/// <summary>Where the dashboard listens and what lets a browser in.</summary>
/// <param name="Url">Its address: http, on a loopback host.</param>
/// <param name="Token">The login token.</param>
internal sealed record DashboardOptions(Uri Url, string Token)
{
    public const string DefaultUrl = "http://localhost:18888";

    private const int TokenBytes = 16;

    // The names under which Aspire looks for them, in its order.
    private static readonly string[] s_urlKeys = ["urls", "ASPNETCORE_URLS"];
    private static readonly string[] s_tokenKeys = ["AppHost:BrowserToken", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN"];

    /// <exception cref="DistributedApplicationException">The configured address is not one the dashboard may listen on.</exception>
    public static DashboardOptions From(IConfiguration configuration) =>
        new(ParseUrl(First(configuration, s_urlKeys) ?? DefaultUrl), First(configuration, s_tokenKeys) ?? RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true));

    // A launch profile often lists https as well; that one is left to those who have a certificate for it.
    private static Uri ParseUrl(string configured)
    {
        var url = configured
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null)
            .FirstOrDefault(parsed => parsed?.Scheme == Uri.UriSchemeHttp);
        return url is not null && IsLoopback(url)
            ? url
            : throw new DistributedApplicationException($"The dashboard cannot listen on '{configured}': it needs an http URL of this machine. Set ASPNETCORE_URLS to one such as {DefaultUrl}, or leave it out.");
    }

    public static bool IsLoopback(Uri url) => url.IsLoopback || url.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static string? First(IConfiguration configuration, string[] keys) => keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
