using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Configures resources of any kind.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an endpoint.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others use, 1 to 65,535; chosen at run time when null.</param>
    /// <param name="targetPort">The port on which the process listens; chosen at run time when null.</param>
    /// <param name="scheme">The scheme of its URL; tcp when null.</param>
    /// <param name="name">The endpoint's name; the scheme when null.</param>
    /// <param name="env">A variable that tells the process its port; a project then does not find it in <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="isProxied">Whether the engine may stand between callers and the process; it may when null.</param>
    /// <param name="isExternal">Whether it is meant for the outside; false when null.</param>
    /// <param name="protocol">TCP when null.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, transport: null, name, port, targetPort, isExternal, isProxied) { TargetPortEnvironmentVariable = env };
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().Any(e => ResourceName.Matches(e.Name, endpoint.Name)))
        {
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has an endpoint with name '{endpoint.Name}' already.");
        }

        if (env is not null && builder.Resource is IResourceWithEnvironment)
        {
            var reference = builder.Resource.GetEndpoint(endpoint.Name);
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context => context.EnvironmentVariables[env] = reference.Property(EndpointProperty.TargetPort)));
        }

        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Adds an endpoint for HTTP.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others use, 1 to 65,535; chosen at run time when null.</param>
    /// <param name="targetPort">The port on which the process listens; chosen at run time when null.</param>
    /// <param name="name">The endpoint's name; http when null.</param>
    /// <param name="env">A variable that tells the process its port; a project then does not find it in <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="isProxied">Whether the engine may stand between callers and the process; it may when null.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Adds an endpoint for HTTPS.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others use, 1 to 65,535; chosen at run time when null.</param>
    /// <param name="targetPort">The port on which the process listens; chosen at run time when null.</param>
    /// <param name="name">The endpoint's name; https when null.</param>
    /// <param name="env">A variable that tells the process its port; a project then does not find it in <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="isProxied">Whether the engine may stand between callers and the process; it may when null.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>Says that the resource's HTTP and HTTPS endpoints are meant for the outside.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>Refers to an endpoint of the resource.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <returns>The reference.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => builder.Resource.GetEndpoint(name);

    /// <summary>Changes how the URL of an endpoint is shown.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Changes the URL.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(context =>
        {
            foreach (var url in context.Urls.Where(u => u.Endpoint is not null && ResourceName.Matches(u.Endpoint.EndpointName, endpointName)))
            {
                callback(url);
            }

            return Task.CompletedTask;
        }));
    }
}
