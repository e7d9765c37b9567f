namespace Foobar.Chaos.ReadYourWrites;

/// <summary>What became of reads.</summary>
internal sealed class ReadTally
{
    private const string NotFound = "404";

    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private readonly Dictionary<string, int> _byNode = [];

    /// <summary>How long each read took that found its link.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>The nodes that answered.</summary>
    public IReadOnlyDictionary<string, int> ByNode => _byNode;

    /// <summary>Links that were not there.</summary>
    public int Missing { get; private set; }

    /// <summary>Reads without an answer, or with an error.</summary>
    public int Failed { get; private set; }

    public int Number => _milliseconds.Count + Missing + Failed;

    public void Add(TimeSpan time, string? node, string? failure)
    {
        lock (_lock)
        {
            switch (failure)
            {
                case NotFound:
                    Missing++;
                    break;
                case not null:
                    Failed++;
                    break;
                default:
                    _milliseconds.Add(time.TotalMilliseconds);
                    _byNode[node ?? ""] = _byNode.GetValueOrDefault(node ?? "") + 1;
                    break;
            }
        }
    }
}
