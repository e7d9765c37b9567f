namespace Foobar.MySql;

/// <summary>
/// No node could do what was asked within its time: none answers, none is the primary, or none has what the reader has
/// written. Trying again later is sensible.
/// </summary>
public sealed class MySqlUnavailableException : Exception
{
    internal MySqlUnavailableException(
        string message, string? node = null, bool mayHaveTakenEffect = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Node = node;
        MayHaveTakenEffect = mayHaveTakenEffect;
    }

    /// <summary>The node that failed last, or <see langword="null"/> if none was asked.</summary>
    public string? Node { get; }

    /// <summary>Whether a write may have been done all the same: its commit was sent and never answered.</summary>
    public bool MayHaveTakenEffect { get; }
}
