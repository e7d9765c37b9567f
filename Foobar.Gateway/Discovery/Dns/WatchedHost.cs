using System.Net;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>One name that is asked for again and again. What it was known to have is kept while nobody says otherwise.</summary>
internal sealed partial class WatchedHost(string host, DnsQuery query, GatewayConfiguration configuration, TimeProvider time, ILogger logger)
{
    // A name without addresses is waited for more eagerly than one whose addresses may change.
    private static readonly TimeSpan s_eager = TimeSpan.FromSeconds(1);

    // Servers that are not ready leave the DNS, all of them when what they need is away: their own answer says more than
    // that of a gateway that has nobody to ask.
    private static readonly TimeSpan s_holdEmpty = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = logger;
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConfigurationReloadToken _changed = new();
    private volatile IReadOnlyList<IPAddress> _addresses = [];
    private long _emptySince;

    public string Host => host;

    /// <summary>Why what is known may not be so any more, or <see langword="null"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is known, after the first try to know it.</summary>
    public async Task<HostAddresses> GetAsync(CancellationToken cancellationToken)
    {
        await _tried.Task.WaitAsync(cancellationToken);

        // The token first: a change between the two is then seen as one that is to come.
        var token = Volatile.Read(ref _changed);
        return new(_addresses, token);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await TryRefreshAsync(cancellationToken);
                _tried.TrySetResult();
                var refresh = configuration.Current.Discovery.Dns.Refresh;
                await Task.Delay(_addresses.Count > 0 || refresh < s_eager ? refresh : s_eager, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _tried.TrySetCanceled(cancellationToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await query.ResolveAsync(host, cancellationToken);
            if (found.Count == 0)
            {
                Report("it has no address");
                if (IsHeld())
                {
                    return;
                }
            }
            else
            {
                _emptySince = 0;
                Report(null);
            }
            Take([.. found.OrderBy(address => address.ToString(), StringComparer.Ordinal)]);
        }
        catch (Exception exception) when (exception is DnsQueryException or IOException)
        {
            Report(exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnexpected(exception, host);
        }
    }

    private bool IsHeld()
    {
        if (_emptySince == 0)
        {
            _emptySince = time.GetTimestamp();
        }
        return _addresses.Count > 0 && time.GetElapsedTime(_emptySince) < s_holdEmpty;
    }

    private void Take(IReadOnlyList<IPAddress> found)
    {
        if (found.SequenceEqual(_addresses))
        {
            return;
        }
        _addresses = found;
        LogChanged(host, found.Count == 0 ? "no address" : string.Join(", ", found));

        Interlocked.Exchange(ref _changed, new()).OnReload();
    }

    private void Report(string? problem)
    {
        if (problem is not null && problem != Problem)
        {
            LogProblem(host, problem, _addresses.Count == 0 ? "none" : string.Join(", ", _addresses));
        }
        Problem = problem;
    }

    [LoggerMessage(1, LogLevel.Information, "{Host} is now {Addresses}")]
    private partial void LogChanged(string host, string addresses);

    [LoggerMessage(2, LogLevel.Warning, "The addresses of {Host} are not known: {Problem}. Those in use stay so for now: {Addresses}")]
    private partial void LogProblem(string host, string problem, string addresses);

    [LoggerMessage(3, LogLevel.Error, "An unexpected error while the addresses of {Host} were asked for")]
    private partial void LogUnexpected(Exception exception, string host);
}
