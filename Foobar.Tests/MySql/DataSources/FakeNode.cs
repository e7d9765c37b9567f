using System.Reflection;
using Foobar.MySql;
using Foobar.MySql.Replication;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources;

/// <summary>A node that says and does what a test wants.</summary>
internal sealed class FakeNode(string name)
{
    private readonly TaskCompletionSource _thawed = new();

    public string Name => name;

    /// <summary>What it says of itself; null when it does not answer.</summary>
    public NodeAnswer? Answer { get; set; }

    /// <summary>Whether connections are refused.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether connections hang until <see cref="Thaw"/>.</summary>
    public bool IsFrozen { get; set; }

    public int Connections { get; private set; }

    public int ClearedPools { get; private set; }

    public WatchedNode Watch() => new(new NodeClient(name, ConnectAsync, ConnectAsync, ClearPoolAsync), LookAsync);

    public void Thaw() => _thawed.SetResult();

    public static NodeAnswer Says(bool isReadOnly, ulong term = 1, int beat = 0, string executed = "") =>
        new(Guid.Empty, isReadOnly, term, DateTime.UnixEpoch.AddSeconds(beat), GtidSet.Parse(executed));

    /// <summary>An error as MySQL sends it; only MySqlConnector can make one.</summary>
    public static MySqlException CreateError(MySqlErrorCode code) => (MySqlException)Activator.CreateInstance(
        typeof(MySqlException), BindingFlags.Instance | BindingFlags.NonPublic, null, [code, $"{code}"], null)!;

    private async ValueTask<MySqlConnection> ConnectAsync()
    {
        Connections++;
        if (IsFrozen)
        {
            await _thawed.Task;
        }

        return IsDown ? throw CreateError(MySqlErrorCode.UnableToConnectToHost) : new MySqlConnection();
    }

    private Task ClearPoolAsync()
    {
        ClearedPools++;
        return Task.CompletedTask;
    }

    private Task<NodeLook> LookAsync() =>
        Task.FromResult(Answer is null || IsDown ? NodeLook.Dead(name, "does not answer") : new NodeLook(name, Answer));
}
