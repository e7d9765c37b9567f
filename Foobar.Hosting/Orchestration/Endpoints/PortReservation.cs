using System.Net;
using System.Net.Sockets;

namespace Foobar.Hosting.Orchestration.Endpoints;

/// <summary>
/// A port on both loopback addresses that nobody else is given. On Linux the sockets stay bound without listening, which keeps
/// the kernel from handing the port to another program and still lets ours listen on it; elsewhere the port is only found.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    private const int Attempts = 50;

    private readonly List<Socket> _sockets = [];

    private PortReservation(int port) => Port = port;

    public int Port { get; }

    /// <summary>Reserves a port that is free now.</summary>
    public static PortReservation Any()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            if (TryReserve(((IPEndPoint)probe.LocalEndPoint!).Port) is { } reservation)
            {
                return reservation;
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"No port is free on both loopback addresses after {Attempts} attempts.");
            }
        }
    }

    /// <summary>Reserves a port, or gives null when somebody listens on it.</summary>
    public static PortReservation? TryReserve(int port)
    {
        var reservation = new PortReservation(port);
        try
        {
            reservation.Bind(AddressFamily.InterNetwork, IPAddress.Loopback);
            if (Socket.OSSupportsIPv6)
            {
                reservation.Bind(AddressFamily.InterNetworkV6, IPAddress.IPv6Loopback);
            }

            if (!OperatingSystem.IsLinux())
            {
                reservation.Dispose();
            }

            return reservation;
        }
        catch (SocketException)
        {
            reservation.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _sockets.Clear();
    }

    private void Bind(AddressFamily family, IPAddress address)
    {
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, Port));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // IPv6 is compiled in but switched off on this machine.
        }
    }
}
