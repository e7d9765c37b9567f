namespace Foobar.Gateway.Refusals;

/// <summary>Why a request is not taken, and what its sender is told.</summary>
/// <param name="Reason">For the metric.</param>
/// <param name="StatusCode">4xx, or 503 where the gateway itself is at its limit.</param>
/// <param name="Detail">A sentence for a person.</param>
/// <param name="Closes">Whether the connection is closed, as of a client that is not to be listened to any further.</param>
internal sealed record Refusal(RefusalReason Reason, int StatusCode, string Detail, bool Closes = true)
{
    public static Refusal Syntax(string detail) => new(RefusalReason.Syntax, StatusCodes.Status400BadRequest, detail);
}
