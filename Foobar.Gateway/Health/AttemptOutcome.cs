namespace Foobar.Gateway.Health;

/// <summary>How sending a request to one destination ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>The destination answered, with whatever it had to say.</summary>
    Success,

    /// <summary>No connection to the destination could be made, so that it has seen nothing.</summary>
    NotConnected,

    /// <summary>The destination broke off, did not answer in time, or answered 502, 504, or 503 without a Retry-After.</summary>
    Failed,

    /// <summary>The client went away or sent what cannot be forwarded: nothing is said about the destination.</summary>
    ClientAborted,
}
