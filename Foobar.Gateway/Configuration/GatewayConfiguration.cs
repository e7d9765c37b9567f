using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Configuration;

/// <summary>
/// The settings in force. A change of the files behind them is taken over as a whole if all of it is valid; otherwise the
/// settings stay as they are and <see cref="Problem"/> says why.
/// </summary>
internal sealed class GatewayConfiguration : IDisposable
{
    private readonly IConfigurationManager _source;
    private readonly ProxyConfiguration _proxy = new();
    private readonly Lock _reloading = new();
    private readonly IDisposable _subscription;
    private volatile GatewaySettings _current;
    private CancellationTokenSource _changed = new();

    /// <exception cref="GatewayConfigurationException">The configuration is not valid.</exception>
    public GatewayConfiguration(IConfigurationManager source)
    {
        _source = source;
        _current = new GatewaySettings();
        _current = Read();
        ProxySection = new ConfigurationBuilder().Add(_proxy).Build().GetSection(ProxyConfiguration.Section);
        _proxy.Apply(source);

        foreach (var file in source.Sources.OfType<FileConfigurationSource>())
        {
            // A file that cannot be read is found, and named, by ConfigurationFiles.
            file.OnLoadException = context => context.Ignore = true;
        }

        _subscription = ChangeToken.OnChange(source.GetReloadToken, Reload);
    }

    /// <summary>What is wrong with the files as they are now, while the settings from before are in force; else null.</summary>
    public string? Problem { get; private set; }

    /// <summary>When the settings in force were read.</summary>
    public DateTimeOffset LoadedAt { get; private set; } = DateTimeOffset.UtcNow;

    public GatewaySettings Current => _current;

    /// <summary>For YARP: the valid section, which changes when <see cref="Current"/> does.</summary>
    public IConfiguration ProxySection { get; }

    /// <summary>Fires after the next change of <see cref="Current"/> or <see cref="Problem"/>.</summary>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    public void Dispose()
    {
        _subscription.Dispose();
        _changed.Dispose();
    }

    private void Reload()
    {
        lock (_reloading)
        {
            try
            {
                _current = Read();
                _proxy.Apply(_source);
                Problem = null;
                LoadedAt = DateTimeOffset.UtcNow;
            }
            catch (GatewayConfigurationException exception)
            {
                Problem = exception.Message;
            }
        }

        Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }

    private GatewaySettings Read()
    {
        ConfigurationFiles.Check(_source);
        ProxyConfigurationCheck.Run(_source, this);
        return SettingsReader.Read(_source);
    }
}
