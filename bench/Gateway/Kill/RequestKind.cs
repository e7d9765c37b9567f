namespace Foobar.GatewayBench.Kill;

internal enum RequestKind
{
    Get,

    /// <summary>A create with an Idempotency-Key: web servers would know it again.</summary>
    KeyedCreate,

    /// <summary>A create that nobody would know again.</summary>
    PlainCreate,
}
