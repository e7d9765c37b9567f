using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Pipelines;

/// <summary>The environment variables that every project gets where it is deployed to.</summary>
internal static class PublishedProjectEnvironment
{
    public static void Add(EnvironmentCallbackContext context)
    {
        var endpoints = ((IResourceWithEndpoints)context.Resource).GetEndpoints().ToList();
        if (endpoints.Count > 0 && !context.Resource.TryGetLastAnnotation<DisableForwardedHeadersAnnotation>(out _))
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }

        AddPorts(context, endpoints, "HTTP_PORTS", "http");
        AddPorts(context, endpoints, "HTTPS_PORTS", "https");
    }

    // Whoever is told a port by a variable of its own listens on it by itself.
    private static void AddPorts(EnvironmentCallbackContext context, IEnumerable<EndpointReference> endpoints, string variable, string scheme)
    {
        var ports = endpoints
            .Where(e => e.Scheme == scheme && e.EndpointAnnotation.TargetPortEnvironmentVariable is null)
            .Select(e => ReferenceExpression.Create($"{e.Property(EndpointProperty.TargetPort)}"))
            .ToList();
        if (ports.Count > 0)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Aggregate((all, next) => ReferenceExpression.Create($"{all};{next}")));
        }
    }
}
