using Foobar.GatewayBench.Origins;

namespace Foobar.GatewayBench.Kill;

/// <summary>Kills a web server and starts it again, until it is told to stop; then the server runs.</summary>
internal sealed class Killer(Origin origin, TimeSpan interval)
{
    // Long enough for those who look at its health to see it, short enough for it to be back before the next time.
    private const double ShareDown = 1.0 / 3;

    public int Kills { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await Task.Delay(interval * (1 - ShareDown), stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await origin.KillAsync();
            Kills++;
            await Task.Delay(interval * ShareDown, CancellationToken.None);
            await origin.StartAsync(CancellationToken.None);
        }
    }
}
