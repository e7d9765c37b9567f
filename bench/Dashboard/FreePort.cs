using System.Net;
using System.Net.Sockets;

namespace Foobar.DashboardBench;

internal static class FreePort
{
    /// <summary>Finds a port that nobody listens on now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
