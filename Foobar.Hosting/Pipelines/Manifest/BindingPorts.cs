using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Pipelines;

/// <summary>The ports of endpoints in the manifest: as they were given, else left to whoever deploys, else free ones.</summary>
internal sealed class BindingPorts
{
    private const int First = 8000;

    private readonly HashSet<int> _used = [];
    private int _next = First;

    public IReadOnlyList<(EndpointAnnotation Endpoint, int? Port, int? TargetPort)> Of(IResource resource)
    {
        List<(EndpointAnnotation, int?, int?)> bindings = [];
        HashSet<string> schemes = [];
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        _used.UnionWith(endpoints.SelectMany(e => new[] { e.Port, e.TargetPort }).OfType<int>());
        foreach (var endpoint in endpoints)
        {
            // The image of a project listens on a port of its own; its first endpoint of a scheme is that one.
            var isDefault = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && schemes.Add(endpoint.UriScheme);
            var targetPort = endpoint.TargetPort ?? (isDefault ? null : Allocate());
            bindings.Add((endpoint, endpoint.Port == targetPort ? null : endpoint.Port, targetPort));
        }

        return bindings;
    }

    private int Allocate()
    {
        while (_used.Contains(_next))
        {
            _next++;
        }

        return _next++;
    }
}
