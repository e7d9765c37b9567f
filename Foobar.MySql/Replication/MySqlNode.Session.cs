using System.Data;
using System.Globalization;
using MySqlConnector;

namespace Foobar.MySql.Replication;

/// <content>The one session that changes things.</content>
/// <remarks>
/// A statement that was given up may still be carried out: by a frozen server when it thaws, or because it was on its way. It
/// must not be, once something else was decided since. So all changes go through one session, and before the next one makes
/// any, those before it are killed; the first one kills those of a manager before this one. A manager that was replaced and
/// does not know it yet is dealt with by the same: a session is permitted after it was opened, so the next manager finds it.
/// </remarks>
public sealed partial class MySqlNode
{
    private static readonly TimeSpan s_killWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_killPoll = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _changing = new(1);
    private readonly HashSet<int> _abandoned = [];
    private MySqlConnection? _session;
    private int _sessionId;
    private bool _isFirstSession = true;

    /// <summary>
    /// Ends all sessions of the account but this one, those of another manager too: nothing that was sent before arrives any
    /// more.
    /// </summary>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    /// <exception cref="TimeoutException">An earlier statement does not end.</exception>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            _isFirstSession = true;
            await (_session?.DisposeAsync() ?? ValueTask.CompletedTask);
            _session = null;
            await OpenSessionAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Runs statements that change the node, one after the other with those of others.</summary>
    /// <exception cref="MySqlException">The node does not answer or refuses.</exception>
    /// <exception cref="TimeoutException">An earlier statement, which was given up, does not end.</exception>
    private async Task ChangeAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters) =>
        await ChangeAsync(sql, Timeout, cancellationToken, parameters);

    private Task ChangeAsync(string sql, TimeSpan timeout, CancellationToken cancellationToken, params (string Name, object Value)[] parameters) =>
        InSessionAsync(
            async session =>
            {
                await using var command = new MySqlCommand(sql, session) { CommandTimeout = (int)timeout.TotalSeconds };
                foreach (var (name, value) in parameters)
                {
                    command.Parameters.Add(new MySqlParameter(name, value));
                }
                await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);

    private async Task InSessionAsync(Func<MySqlConnection, Task> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var session = await OpenSessionAsync(cancellationToken);
            _permit?.Require(Timeout);
            cancellationToken.ThrowIfCancellationRequested();
            await change(session);
        }
        finally
        {
            try
            {
                if (_session is { State: not ConnectionState.Open } broken)
                {
                    _session = null;
                    _abandoned.Add(_sessionId);
                    await broken.DisposeAsync();
                }
            }
            finally
            {
                _changing.Release();
            }
        }
    }

    private async Task<MySqlConnection> OpenSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is null)
        {
            var session = new MySqlConnection(_sessionString);
            try
            {
                await session.OpenAsync(cancellationToken);
                await (_permit?.ConfirmAsync(cancellationToken) ?? Task.CompletedTask);
                await KillOthersAsync(session, cancellationToken);
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
            _sessionId = session.ServerThread;
            _session = session;
        }
        return _session;
    }

    private async Task KillOthersAsync(MySqlConnection session, CancellationToken cancellationToken)
    {
        var limit = DateTime.UtcNow + s_killWait;
        var first = true;
        while (true)
        {
            var others = await FindAsync(session, _user, cancellationToken);
            // Those that were opened later change nothing: they look, or were not permitted.
            others.RemoveAll(other => other.Id >= session.ServerThread || (!_isFirstSession && !_abandoned.Contains(other.Id)));

            // What waits for an acknowledgement has been done already, and cannot be killed.
            if (others.All(other => other.State.Contains("semi-sync", StringComparison.OrdinalIgnoreCase)))
            {
                _isFirstSession = false;
                _abandoned.IntersectWith(others.Select(other => other.Id));
                return;
            }
            if (!first && DateTime.UtcNow > limit)
            {
                throw new TimeoutException($"{Name} still carries out a statement that was given up: {others[0].State}.");
            }
            foreach (var other in first ? others : [])
            {
                await KillAsync(session, other.Id, cancellationToken);
            }
            first = false;
            await Task.Delay(s_killPoll, cancellationToken);
        }
    }

    private static async Task<List<(int Id, string State)>> FindAsync(MySqlConnection session, string user, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("SHOW PROCESSLIST", session);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(int, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (user.Equals(reader["User"] as string, StringComparison.Ordinal))
            {
                found.Add((Convert.ToInt32(reader["Id"], CultureInfo.InvariantCulture), reader["State"] as string ?? ""));
            }
        }
        return found;
    }

    private static async Task KillAsync(MySqlConnection session, int id, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new MySqlCommand($"KILL {id}", session);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.NoSuchThread)
        {
            // It has ended by itself.
        }
    }
}
