using Foobar.MySql;

namespace Foobar.Web.Consistency;

/// <summary>What the client of this request has written: before, as it says itself, and in this request.</summary>
internal sealed class ReaderConsistency
{
    /// <summary>What reads of this request have to see.</summary>
    public ConsistencyToken? Token { get; private set; }

    /// <summary>Whether this request has written, so that its client needs the token for the next.</summary>
    public bool HasWritten { get; private set; }

    public void Accept(ConsistencyToken token) => Token = token;

    public void Record(ConsistencyToken token)
    {
        Token = token;
        HasWritten = true;
    }
}
