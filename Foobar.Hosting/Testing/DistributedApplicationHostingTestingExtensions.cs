using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of an application that runs in a test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>Makes a client for an endpoint of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="endpointName">The endpoint's name; http, else https, else the only one, when null.</param>
    /// <returns>The client.</returns>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    /// <summary>Gets the address of an endpoint of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="endpointName">The endpoint's name; http, else https, else the only one, when null.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        if (!model.Resources.TryGetByName(resourceName, out var resource) || resource is not IResourceWithEndpoints withEndpoints)
        {
            throw new ArgumentException($"There is no resource '{resourceName}' with endpoints.", nameof(resourceName));
        }

        var endpoints = withEndpoints.GetEndpoints().ToList();
        var endpoint = endpointName is not null
            ? endpoints.FirstOrDefault(e => ResourceName.Matches(e.EndpointName, endpointName))
            : endpoints.FirstOrDefault(e => e.IsHttp) ?? endpoints.FirstOrDefault(e => e.IsHttps) ?? endpoints.SingleOrDefault();
        return endpoint is { IsAllocated: true }
            ? new Uri(endpoint.Url)
            : throw new ArgumentException($"The resource '{resourceName}' has no endpoint '{endpointName}' with an address.", nameof(endpointName));
    }
}
