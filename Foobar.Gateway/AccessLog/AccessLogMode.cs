namespace Foobar.Gateway.AccessLog;

/// <summary>Which requests are logged.</summary>
internal enum AccessLogMode
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Some by chance, and all that were answered 5xx.</summary>
    Sampled,

    /// <summary>All.</summary>
    All,
}
