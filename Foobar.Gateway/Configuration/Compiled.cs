namespace Foobar.Gateway.Configuration;

/// <summary>What was made of settings, made anew only when these change, so that a request finds it ready.</summary>
internal sealed class Compiled<TSettings, TResult>(Func<TSettings, TResult> compile)
    where TSettings : class
    where TResult : class
{
    private readonly Lock _compiling = new();
    private volatile Entry? _entry;

    /// <param name="settings">The settings in force.</param>
    public TResult For(TSettings settings) => _entry is { } entry && ReferenceEquals(entry.Settings, settings)
        ? entry.Result
        : Renew(settings);

    private TResult Renew(TSettings settings)
    {
        lock (_compiling)
        {
            var before = _entry;
            if (before is not null && before.Settings.Equals(settings))
            {
                // Each reload makes new records; those of equal values are no change.
                _entry = before with { Settings = settings };
                return before.Result;
            }

            _entry = new Entry(settings, compile(settings));
            return _entry.Result;
        }
    }

    private sealed record Entry(TSettings Settings, TResult Result);
}
