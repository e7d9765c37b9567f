namespace Foobar.GatewayBench.Kill;

/// <summary>What became of the requests while a web server was killed again and again.</summary>
internal sealed record KillResult
{
    public required string Balancer { get; init; }

    public required int Requests { get; init; }

    /// <summary>How often the web server was killed.</summary>
    public required int Kills { get; init; }

    /// <summary>Reads that failed, by how they went wrong.</summary>
    public required IReadOnlyDictionary<string, int> FailedGets { get; init; }

    /// <summary>Creates with an Idempotency-Key that were not acknowledged, by how they went wrong.</summary>
    public required IReadOnlyDictionary<string, int> FailedKeyedCreates { get; init; }

    /// <summary>Creates without a key that were not acknowledged, by how they went wrong. Each may have been carried out.</summary>
    public required IReadOnlyDictionary<string, int> FailedPlainCreates { get; init; }

    /// <summary>Creates that reached web servers more than once, which know them again by their key: each is carried out once.</summary>
    public required int Repeated { get; init; }

    /// <summary>Creates without a key that reached web servers more than once: each is carried out more than once.</summary>
    public required int Doubled { get; init; }

    /// <summary>The longest time in which nothing was answered, in seconds.</summary>
    public required double LongestPause { get; init; }

    /// <summary>The longest that a request waited, in seconds.</summary>
    public required double SlowestRequest { get; init; }

    /// <summary>How long all requests took, in seconds.</summary>
    public required double Seconds { get; init; }

    public int Failed => FailedGets.Values.Sum() + FailedKeyedCreates.Values.Sum() + FailedPlainCreates.Values.Sum();
}
