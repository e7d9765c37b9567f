using Foobar.Gateway.Discovery;
using Microsoft.Extensions.Primitives;

namespace Foobar.Tests.Gateway.Discovery;

public sealed class AnyChangeTokenTests : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly CancellationTokenSource _second = new();
    private readonly TaskCompletionSource<object?> _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AnyChangeToken _token;

    public AnyChangeTokenTests() => _token = new AnyChangeToken([new CancellationChangeToken(_first.Token), new CancellationChangeToken(_second.Token)]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Change_OfEither_IsTold(bool first, bool second)
    {
        using var registration = _token.RegisterChangeCallback(_called.SetResult, "state");
        Assert.False(_token.HasChanged);

        Change(first, second);

        Assert.True(_token.HasChanged);
        Assert.Equal("state", await _called.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Change_OfBoth_IsToldOnce()
    {
        var calls = 0;
        using var registration = _token.RegisterChangeCallback(_ => Interlocked.Increment(ref calls), null);
        using var last = _token.RegisterChangeCallback(_called.SetResult, null);

        Change(first: true, second: true);
        await _called.Task.WaitAsync(Cancellation);
        // What was queued before this has begun by now; one more turn lets it end.
        await Task.Delay(50, Cancellation);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Register_AfterTheChange_IsTold()
    {
        Change(first: true, second: false);

        using var registration = _token.RegisterChangeCallback(_called.SetResult, "late");

        Assert.Equal("late", await _called.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Change_AfterDispose_IsNotTold()
    {
        _token.RegisterChangeCallback(_called.SetResult, null).Dispose();

        Change(first: true, second: true);
        await Task.Delay(50, Cancellation);

        Assert.False(_called.Task.IsCompleted);
    }

    // What stops two threads for good with CompositeChangeToken: a callback that waits for who registers or lets go.
    [Fact]
    public async Task ChangeAndDispose_WhileACallbackWaits_DoNotWaitForIt()
    {
        using var inCallback = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var registration = _token.RegisterChangeCallback(
            _ =>
            {
                inCallback.Release();
                goOn.Wait();
                _called.SetResult(null);
            },
            null);

        await Task.Run(() => Change(first: true, second: false), Cancellation).WaitAsync(Cancellation);
        await inCallback.WaitAsync(Cancellation);
        await Task.Run(() => Change(first: false, second: true), Cancellation).WaitAsync(Cancellation);
        await Task.Run(registration.Dispose, Cancellation).WaitAsync(Cancellation);

        Assert.False(_called.Task.IsCompleted);
        goOn.Release();
        await _called.Task.WaitAsync(Cancellation);
    }

    private void Change(bool first, bool second)
    {
        if (first)
        {
            _first.Cancel();
        }

        if (second)
        {
            _second.Cancel();
        }
    }
}
