namespace Foobar.Failover.Leadership;

/// <summary>One time of leading, without a gap. What was decided in it is worth nothing in another.</summary>
/// <param name="ended">Is cancelled before the next one begins.</param>
internal sealed class Reign(CancellationToken ended)
{
    public CancellationToken Ended => ended;
}
