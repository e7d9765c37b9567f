using System.Net;
using System.Net.Sockets;
using Foobar.Hosting.Orchestration.Endpoints;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class PortReservationTests
{
    [Fact]
    public void Any_Reserved_AllowsOurListener()
    {
        using var reservation = PortReservation.Any();

        using var listener = new TcpListener(IPAddress.Loopback, reservation.Port);
        listener.Start();
    }

    [Fact]
    public void Any_ManyTimes_NeverGivesTheSamePortTwice()
    {
        var reservations = Enumerable.Range(0, 200).Select(_ => PortReservation.Any()).ToList();

        Assert.Equal(200, reservations.Select(r => r.Port).Distinct().Count());
        reservations.ForEach(r => r.Dispose());
    }

    [Fact]
    public void TryReserve_SomebodyListens_GivesNull()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();

        Assert.Null(PortReservation.TryReserve(((IPEndPoint)listener.LocalEndpoint).Port));
    }
}
