namespace Foobar.Gateway.Statistics;

/// <summary>What the site's clients got since the gateway started, whoever answered.</summary>
internal sealed class FrontendStatistics
{
    private const int Classes = 6;

    private readonly long[] _answers = new long[Classes];

    public long Total => _answers.Sum();

    /// <param name="statusClass">1 to 5, for 1xx to 5xx.</param>
    public long this[int statusClass] => Volatile.Read(ref _answers[statusClass]);

    public void Count(int statusCode)
    {
        var statusClass = statusCode / 100;
        Interlocked.Increment(ref _answers[statusClass < Classes ? statusClass : 0]);
    }
}
