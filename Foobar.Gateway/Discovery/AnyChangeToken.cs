using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Discovery;

/// <summary>
/// Changes with the first of several tokens, and tells so on a thread of its own. <see cref="CompositeChangeToken"/> calls
/// back under its lock on the thread of whoever made the change, and waits for that call when it lets go of the others: two
/// changes at once, such as two files read again, stop both threads for good.
/// </summary>
internal sealed class AnyChangeToken(IReadOnlyList<IChangeToken> tokens) : IChangeToken
{
    public bool HasChanged => tokens.Any(token => token.HasChanged);

    public bool ActiveChangeCallbacks => tokens.Any(token => token.ActiveChangeCallbacks);

    public IDisposable RegisterChangeCallback(Action<object?> callback, object? state) => new Registration(tokens, callback, state);

    private sealed class Registration : IDisposable
    {
        private readonly Action<object?> _callback;
        private readonly object? _state;
        private readonly List<IDisposable> _sources;
        private bool _ended;

        public Registration(IReadOnlyList<IChangeToken> tokens, Action<object?> callback, object? state)
        {
            _callback = callback;
            _state = state;
            _sources = [.. tokens.Where(token => token.ActiveChangeCallbacks)
                .Select(token => token.RegisterChangeCallback(static registration => ((Registration)registration!).Changed(), this))];
        }

        public void Dispose()
        {
            Interlocked.Exchange(ref _ended, true);
            _sources.ForEach(source => source.Dispose());
        }

        private void Changed()
        {
            if (!Interlocked.Exchange(ref _ended, true))
            {
                ThreadPool.QueueUserWorkItem(static registration => registration._callback(registration._state), this, preferLocal: false);
            }
        }
    }
}
