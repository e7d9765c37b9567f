using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a server that says in one line why it cannot listen where it is told to.</summary>
public static class ListenFailure
{
    /// <summary>Runs the application until it is told to stop.</summary>
    /// <returns>The exit code: 1 if an address cannot be listened on, since it is taken, reserved or another machine's.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch (Exception exception) when (IsListenFailure(exception))
            {
                // What has started already would take its end for a failure of its own otherwise.
                await app.StopAsync();
                await Console.Error.WriteLineAsync(
                    $"{exception.Message.TrimEnd('.')}. Stop what listens there, or choose another address (ASPNETCORE_URLS).");
                return 1;
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
    }

    private static bool IsListenFailure(Exception exception) =>
        exception is IOException { InnerException: AddressInUseException }
            or SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse };
}
