using System.Net;
using System.Net.Sockets;

namespace Foobar.GatewayBench.Processes;

/// <summary>Finds ports of this machine's own address that nobody listens on.</summary>
internal static class FreePorts
{
    // Below the range that outgoing connections take theirs from: one could take that of a server while it is down.
    private const int First = 20_000;
    private const int End = 32_000;

    public static IReadOnlyList<int> Find(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
