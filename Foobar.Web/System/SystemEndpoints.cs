using System.Diagnostics;
using Foobar.MySql;
using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Pages;
using MySqlConnector;

namespace Foobar.Web.System;

/// <summary>Shows who answers: reload it and watch the balancing.</summary>
internal static class SystemEndpoints
{
    private static readonly DateTime s_startedAt = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public static void MapSystem(this WebApplication app)
    {
        app.MapGet("/api/system", async (HttpContext context, ReplicatedMySql mysql, ServedBy servedBy, RequestCounter requests) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(await ReadAsync(mysql, servedBy, requests, context.RequestAborted));
        })
            .WithName("GetSystem")
            .WithTags("System")
            .WithSummary("See who answers")
            .WithDescription("The web server that answers, the database node that it reads from, and the roles of both nodes. Always 200: what does not answer is missing.");

        app.MapPage("/system", async (ReplicatedMySql mysql, ServedBy servedBy, RequestCounter requests, CancellationToken cancellationToken) =>
            HtmlPage.Of<SystemPage>(
                StatusCodes.Status200OK,
                (nameof(SystemPage.Status), await ReadAsync(mysql, servedBy, requests, cancellationToken))));
    }

    private static async Task<SystemStatus> ReadAsync(
        ReplicatedMySql mysql, ServedBy servedBy, RequestCounter requests, CancellationToken cancellationToken)
    {
        var database = await ReadDatabaseAsync(mysql, cancellationToken);
        servedBy.DatabaseNode = database?.Node;
        var roles = mysql.Roles;
        return new SystemStatus(
            servedBy.Server,
            s_startedAt,
            requests.Total,
            database,
            new RolesStatus(roles.Primary, roles.Replica, roles.Term, roles.Lag?.TotalSeconds));
    }

    private static async Task<DatabaseStatus?> ReadDatabaseAsync(ReplicatedMySql mysql, CancellationToken cancellationToken)
    {
        try
        {
            return await mysql.ReadAsync(async connection =>
            {
                await using var command = connection.CreateCommand(
                    "select @@global.version, @@global.server_uuid, @@global.read_only");
                await using var reader = await command.ExecuteReaderAsync();
                await reader.ReadAsync();
                return new DatabaseStatus(connection.Node, reader.GetString(0), reader.GetString(1), reader.GetBoolean(2));
            }, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is MySqlUnavailableException or MySqlException)
        {
            // This page is looked at most when something is down, so it shows that instead of failing too.
            return null;
        }
    }
}
