using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>The live states of all resources, and single masked values on request.</summary>
internal static class ResourceEndpoints
{
    public static void MapResources(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/resources/stream", (ResourceDirectory resources, IHostApplicationLifetime lifetime) =>
            TypedResults.ServerSentEvents(resources.WatchAsync(lifetime.ApplicationStopping), "resources"));
        routes.MapGet("/api/resources/{id}/environment/{name}", (ResourceDirectory resources, string id, string name) =>
            Reveal(resources, id, name, snapshot => snapshot.EnvironmentVariables.FirstOrDefault(v => v.Name == name) is { } variable ? new(variable.Value) : null));
        routes.MapGet("/api/resources/{id}/properties/{name}", (ResourceDirectory resources, string id, string name) =>
            Reveal(resources, id, name, snapshot => snapshot.Properties.FirstOrDefault(p => p.Name == name) is { } property ? new(ResourceViewMapper.Text(property.Value)) : null));
    }

    private static IResult Reveal(ResourceDirectory resources, string id, string name, Func<CustomResourceSnapshot, RevealedValueView?> find)
    {
        if (!resources.TryGet(id, out var state))
        {
            return ResourceProblems.UnknownResource(id);
        }

        return find(state.Snapshot) is { } value
            ? TypedResults.Ok(value)
            : TypedResults.Problem($"The resource '{id}' has no value '{name}'.", statusCode: StatusCodes.Status404NotFound);
    }
}
