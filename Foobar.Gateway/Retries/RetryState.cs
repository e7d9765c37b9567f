using System.Diagnostics;
using Foobar.Gateway.Destinations;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Retries;

/// <summary>What is known of a request's tries; a feature of the request, so that response transforms see it too.</summary>
internal sealed class RetryState(long start)
{
    private HashSet<DestinationState>? _tried;

    /// <summary>The timestamp at which its forwarding began.</summary>
    public long Start { get; } = start;

    /// <summary>The timestamp at which the last try began.</summary>
    public long TryStart { get; private set; }

    /// <summary>The span of the last try; null if it is not sampled.</summary>
    public Activity? Span { get; set; }

    /// <summary>Whether another server may see the request although one may have carried it out.</summary>
    public bool IsRepeatable { get; set; }

    public int Tries { get; private set; }

    /// <summary>The timestamp at which the server's answer began; 0 before that.</summary>
    public long Answered { get; set; }

    /// <summary>The 502, 503 or 504 that a server answered, and that the client does not get to see.</summary>
    public int? RefusedWith { get; set; }

    /// <summary>The servers to try next, where that was decided already.</summary>
    public DestinationSet? Next { get; set; }

    public IReadOnlySet<DestinationState> Tried => _tried ??= [];

    public void AddTried(DestinationState destination) => (_tried ??= []).Add(destination);

    /// <param name="now">The timestamp.</param>
    public void BeginTry(long now)
    {
        Tries++;
        TryStart = now;
        Span = null;
        Answered = 0;
        RefusedWith = null;
        Next = null;
    }
}
