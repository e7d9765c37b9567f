namespace Foobar.Gateway.Refusals;

/// <summary>Why the gateway refuses requests; the tag <c>reason</c> of its metric.</summary>
internal enum RefusalReason
{
    /// <summary>It is not a request that can be understood in one way only.</summary>
    Syntax,

    /// <summary>The firewall denies the client's address.</summary>
    Address,

    /// <summary>The firewall does not let the method.</summary>
    Method,

    /// <summary>The firewall does not know the host.</summary>
    Host,

    /// <summary>The client, or all of them together, send too many.</summary>
    Rate,

    /// <summary>Too many are in progress.</summary>
    Concurrency,
}
