namespace Foobar.Web.System;

/// <summary>How many requests this server has had since it started; the load balancers' probes would drown them.</summary>
internal sealed class RequestCounter
{
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public void Count(PathString path)
    {
        if (path != "/health" && path != "/alive")
        {
            Interlocked.Increment(ref _total);
        }
    }
}
