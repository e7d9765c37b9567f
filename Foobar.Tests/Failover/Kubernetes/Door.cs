using Microsoft.AspNetCore.Builder;

namespace Foobar.Tests.Failover.Kubernetes;

internal enum DoorState
{
    Open,

    /// <summary>Answers that the service is not available.</summary>
    Refuses,

    /// <summary>Takes requests, and goes on with them when it is open again.</summary>
    Hangs,

    /// <summary>Carries writes out, and does not tell so.</summary>
    LosesAnswers,
}

/// <summary>One client's way to the API server.</summary>
internal sealed class Door(WebApplication app) : IAsyncDisposable
{
    private int _waiting;
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Url => app.Urls.Single();

    public DoorState State { get; private set; }

    public void Is(DoorState state)
    {
        State = state;
        if (state == DoorState.Open)
        {
            Interlocked.Exchange(ref _open, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Requests that wait for it to open.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public async Task WaitUntilOpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _open.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
