namespace Foobar.Hosting.Dashboard.Otlp.Import;

/// <summary>The parts of an export that were not taken, and why.</summary>
internal sealed class Refused
{
    public const string TooManySenders = "there are too many different senders";

    private readonly HashSet<string> _reasons = [];

    public int Count { get; private set; }

    public string Reasons => string.Join("; ", _reasons);

    public void Add(int count, string reason)
    {
        if (count > 0)
        {
            Count += count;
            _reasons.Add(reason);
        }
    }
}
