using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>Gives commands to resources.</summary>
internal static class ResourceCommandEndpoints
{
    public static void MapResourceCommands(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/resources/{id}/commands/{command}", ExecuteAsync);

    private static async Task<IResult> ExecuteAsync(ResourceDirectory resources, ResourceCommandService commands, IHostApplicationLifetime lifetime, string id, string command)
    {
        if (!resources.TryGet(id, out var state))
        {
            return ResourceProblems.UnknownResource(id);
        }

        if (state.Snapshot.Commands.FirstOrDefault(c => c.Name == command) is not { } known)
        {
            return TypedResults.Problem($"The resource '{id}' has no command '{command}'.", statusCode: StatusCodes.Status404NotFound, title: "Unknown command");
        }

        if (known.State != ResourceCommandState.Enabled)
        {
            return TypedResults.Problem($"{known.DisplayName} is not possible now: '{id}' is {state.Snapshot.State?.Text ?? "in no state"}.", statusCode: StatusCodes.Status409Conflict, title: "Not possible now");
        }

        // Not the request's own token: a page that is closed must not leave a restart half done.
        var result = await commands.ExecuteCommandAsync(id, command, lifetime.ApplicationStopping);
        return result.Success
            ? TypedResults.Ok(new CommandResultView(result.Message))
            : TypedResults.Problem(result.Message ?? (result.Canceled ? "It was called off." : "It gave no reason."), statusCode: StatusCodes.Status500InternalServerError, title: $"{known.DisplayName} failed");
    }
}
