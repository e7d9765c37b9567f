namespace Foobar.Gateway.Redirects;

/// <summary>What becomes of requests in clear text.</summary>
internal enum HttpsRedirect
{
    /// <summary>They are served.</summary>
    Off,

    /// <summary>They are sent to https.</summary>
    On,
}
