using Foobar.Gateway.Destinations;
using Foobar.Gateway.Management.Security;
using Foobar.Gateway.Status;

namespace Foobar.Gateway.Management.Commands;

/// <summary>The commands, by JSON for programs and by the forms of the status page.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder endpoints)
    {
        Map("/ready", request => new ModeCommand(request.NeedCluster(), request.NeedDestination(), DestinationMode.Ready));
        Map("/drain", request => new ModeCommand(request.NeedCluster(), request.NeedDestination(), DestinationMode.Drain));
        Map("/weight", request => new WeightCommand(request.NeedCluster(), request.NeedDestination(), request.NeedWeight()));
        Map("/policy", request => new PolicyCommand(request.NeedCluster(), request.NeedPolicy()));
        Map("/reset", _ => new ResetCommand());

        void Map(string path, Func<CommandRequest, OperatorCommand> create) =>
            endpoints.MapPost(path, (HttpContext context, OperatorCommands commands) => context.Request switch
            {
                { HasFormContentType: true } => RunFormAsync(context, commands, create),

                // No other site can have a browser send JSON without asking first (Fetch, section 3.2), and it is never allowed to.
                var request when request.HasJsonContentType() => RunJsonAsync(context, commands, create),
                _ => Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType)),
            });
    }

    private static async Task<IResult> RunJsonAsync(
        HttpContext context, OperatorCommands commands, Func<CommandRequest, OperatorCommand> create)
    {
        try
        {
            var request = await CommandRequest.ReadJsonAsync(context.Request, context.RequestAborted);
            return TypedResults.Ok(await commands.RunAsync(create(request), Client(context), context.RequestAborted));
        }
        catch (CommandRefusedException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: exception.StatusCode);
        }
    }

    private static async Task<IResult> RunFormAsync(
        HttpContext context, OperatorCommands commands, Func<CommandRequest, OperatorCommand> create)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (!FormToken.IsValid(context.Request, form))
            {
                throw CommandRefusedException.Invalid("The form is not one of this page's, or is an old one. Try again.");
            }

            await commands.RunAsync(create(CommandRequest.Read(form)), Client(context), context.RequestAborted);
            return SeeOther.To("/");
        }
        catch (CommandRefusedException exception)
        {
            return StatusEndpoints.Page(context, exception.Message, exception.StatusCode);
        }
    }

    private static string Client(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
