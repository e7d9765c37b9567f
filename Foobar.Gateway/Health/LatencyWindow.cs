namespace Foobar.Gateway.Health;

/// <summary>The requests that ended within some time: how many, and how long they took together.</summary>
internal readonly record struct LatencyWindow(long Requests, TimeSpan Total)
{
    public TimeSpan Mean => Requests == 0 ? TimeSpan.Zero : Total / Requests;
}
