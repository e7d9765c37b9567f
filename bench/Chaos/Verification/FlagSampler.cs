using MySqlConnector;

namespace Foobar.Chaos.Verification;

/// <summary>Asks a node over and over whether it lets applications write, on a thread and a connection of its own.</summary>
internal sealed class FlagSampler : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly string _connectionString;
    private readonly List<FlagSample> _samples = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private MySqlConnection? _connection;

    /// <summary>Starts.</summary>
    /// <param name="node">How applications reach the node.</param>
    public FlagSampler(MySqlConnectionStringBuilder node)
    {
        // A frozen node must not be waited for: it is asked again when it is back. No pool: a connection reset is a round trip.
        _connectionString = new MySqlConnectionStringBuilder(node.ConnectionString)
        {
            Pooling = false,
            ConnectionTimeout = 1,
            DefaultCommandTimeout = 1,
            CancellationTimeout = -1,
        }.ConnectionString;
        _thread = new Thread(Run) { IsBackground = true, Name = "flag sampler" };
        _thread.Start();
    }

    /// <summary>Ends the sampling.</summary>
    /// <returns>All that was sampled, in order.</returns>
    public IReadOnlyList<FlagSample> Stop()
    {
        _stop.Set();
        _thread.Join();
        return _samples;
    }

    public void Dispose()
    {
        Stop();
        _connection?.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        do
        {
            if (TrySample() is { } sample)
            {
                _samples.Add(sample);
            }
        }
        while (!_stop.Wait(s_interval));
    }

    private FlagSample? TrySample()
    {
        var sent = Clock.Now;
        try
        {
            if (_connection is null)
            {
                _connection = new MySqlConnection(_connectionString);
                _connection.Open();
                sent = Clock.Now;
            }

            using var command = new MySqlCommand("SELECT @@GLOBAL.read_only OR @@GLOBAL.offline_mode", _connection);
            var isClosed = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) != 0;
            return new FlagSample(sent, Clock.Now, !isClosed);
        }
        catch (MySqlException)
        {
            _connection?.Dispose();
            _connection = null;

            // Whether it refuses applications or does not answer, none can write over such a connection.
            return new FlagSample(sent, Clock.Now, IsWritable: false);
        }
    }
}
