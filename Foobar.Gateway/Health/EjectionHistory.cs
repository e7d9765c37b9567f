namespace Foobar.Gateway.Health;

/// <summary>A destination's ejections: each within the memory of the one before lasts twice as long.</summary>
/// <param name="Count">How many are remembered.</param>
/// <param name="Total">How many there were in all.</param>
/// <param name="Until">When the last one ends or ended.</param>
/// <param name="Reason">Why it was, for people.</param>
internal sealed record EjectionHistory(int Count, long Total, DateTimeOffset Until, string Reason)
{
    public static EjectionHistory None { get; } = new(0, 0, DateTimeOffset.MinValue, "");

    public EjectionHistory Next(DateTimeOffset now, string reason, EjectionSettings settings)
    {
        // One is forgotten for each longest time that went by without another.
        var forgotten = Count == 0 ? 0 : Math.Max(0, (int)Math.Min(Count, (now - Until) / settings.MaxTime));
        var count = Count - forgotten + 1;
        var time = settings.BaseTime * Math.Pow(2, Math.Min(count - 1, 30));
        return new(count, Total + 1, now + (time < settings.MaxTime ? time : settings.MaxTime), reason);
    }
}
