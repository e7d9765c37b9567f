using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>The URLs of a resource: one an endpoint, those that were added, and what callbacks make of them.</summary>
internal static class ResourceUrls
{
    public static async Task<IEnumerable<UrlSnapshot>> OfAsync(IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints withEndpoints)
        {
            urls.AddRange(withEndpoints.GetEndpoints().Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }));
        }

        var root = urls.FirstOrDefault()?.Url;
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToList())
        {
            await callback.Callback(context);
        }

        return urls.Select(u => new UrlSnapshot(u.Endpoint?.EndpointName, Absolute(u.Url, u.Endpoint?.Url ?? root), u.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = u.Endpoint is not null,
            DisplayProperties = new UrlDisplayPropertiesSnapshot(u.DisplayText ?? ""),
        });
    }

    private static string Absolute(string url, string? root) =>
        root is not null && url.StartsWith('/') ? root.TrimEnd('/') + url : url;
}
