using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Foobar.Gateway.Health;
using Foobar.Gateway.Statistics;
using Yarp.ReverseProxy.Model;

namespace Foobar.Gateway.Destinations;

/// <summary>What the gateway knows of a destination beyond YARP's own state; it lives as long as that does.</summary>
internal sealed class GatewayDestination(DestinationState state)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DestinationModel? _model;
    private DestinationSettings _settings = DestinationSettings.Default;

    public DestinationState State { get; } = state;

    public string Id => State.DestinationId;

    /// <summary>The same in every process and for ever, unlike <see cref="string.GetHashCode()"/>.</summary>
    public ulong IdHash { get; } = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(state.DestinationId)));

    public DestinationStatistics Statistics { get; } = new();

    /// <summary>The answer to its last probe; null before the first.</summary>
    public ProbeRecord? LastProbe { get; set; }

    public EjectionHistory Ejections { get; private set; } = EjectionHistory.None;

    /// <summary>Since when it is as it is: available or not.</summary>
    public DateTimeOffset Since { get; private set; }

    public bool IsAvailable { get; private set; }

    /// <summary>The timestamp at which it came to others that were there already, or 0 if its full share is due to it.</summary>
    public long WarmingSince { get; private set; }

    public DestinationSettings Settings
    {
        get
        {
            // A reload gives a destination another model.
            if (State.Model is { } model && !ReferenceEquals(model, _model))
            {
                _settings = DestinationSettings.Read(model.Config);
                _model = model;
            }

            return _settings;
        }
    }

    /// <summary>Healthy by probes and by requests, and wanted by the operator.</summary>
    public bool CanServe => Settings.Mode == DestinationMode.Ready
        && State.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy };

    public void Set(bool available, bool warming, TimeProvider time)
    {
        if (available == IsAvailable && Since != default)
        {
            return;
        }

        IsAvailable = available;
        Since = time.GetUtcNow();
        WarmingSince = available && warming ? time.GetTimestamp() : 0;
    }

    /// <returns>How many in a row have failed with this one.</returns>
    public int CountFailure() => Interlocked.Increment(ref _failures);

    public void ForgetFailures()
    {
        // Nearly always there are none: no write, so that the cores need not hand the line around.
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    /// <returns>The ejection, or null if it is out already.</returns>
    public EjectionHistory? TryEject(DateTimeOffset now, string reason, EjectionSettings settings)
    {
        lock (_lock)
        {
            if (now < Ejections.Until)
            {
                return null;
            }

            ForgetFailures();
            return Ejections = Ejections.Next(now, reason, settings);
        }
    }
}
