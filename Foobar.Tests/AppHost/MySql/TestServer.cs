using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Foobar.AppHost.MySql;
using Foobar.MySql.Replication;
using MySqlConnector;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>A server that mysql-node.sh runs; it may be stopped, killed and started again on the same data.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Database = "foobar";
    public const string ReplicationPassword = "replication-password";

    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public TestServer(string name, string folder, int serverId)
    {
        Name = name;
        Environment["MYSQL_NODE_DATA"] = folder;
        Environment["MYSQL_NODE_SERVER_ID"] = serverId.ToString(CultureInfo.InvariantCulture);
        Environment["MYSQL_NODE_TEMPLATES"] = InstalledMySql.Templates;
        Environment["MYSQL_NODE_DATABASE"] = Database;
        Environment["MYSQL_NODE_APP_PASSWORD"] = "app-password";
        Environment["MYSQL_NODE_REPLICATION_PASSWORD"] = ReplicationPassword;
        Environment["MYSQL_NODE_MANAGER_PASSWORD"] = "manager-password";
        Port = FindFreePort();
    }

    public string Name { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public int Port { get; private set; }

    public NodeAddress Address => new("127.0.0.1", Port);

    public string DataFolder => Path.Combine(Environment["MYSQL_NODE_DATA"], "data");

    public string Output => string.Join('\n', _output);

    public string ConnectionString(string user, string? password = null, MySqlSslMode ssl = MySqlSslMode.Required) =>
        new MySqlConnectionStringBuilder
        {
            Server = "127.0.0.1",
            Port = (uint)Port,
            UserID = user,
            Password = password ?? Environment.GetValueOrDefault($"MYSQL_NODE_{user.ToUpperInvariant()}_PASSWORD", ""),
            SslMode = ssl,
            // Tests restart servers, and a pool would hand out connections to the one before.
            Pooling = false,
        }.ConnectionString;

    public MySqlNode CreateManager() => new(Name, ConnectionString("manager"), TimeSpan.FromSeconds(5));

    /// <summary>Starts the script: command and arguments are those of the application host unless given.</summary>
    public async Task LaunchAsync(string command = "/bin/sh", params string[] arguments)
    {
        Environment.TryAdd("MYSQLD", await InstalledMySql.Mysqld);
        Environment["MYSQL_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture);

        var start = new ProcessStartInfo(command, arguments.Length > 0 ? arguments : [MySqlScripts.Node]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.OutputDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Starts the script and waits until the server lets the manager in.</summary>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await WaitUntilReadyAsync();
    }

    public async Task WaitUntilReadyAsync()
    {
        await using var manager = CreateManager();
        while ((await manager.ObserveAsync(TestContext.Current.CancellationToken)).State is null)
        {
            Assert.False(_process!.HasExited, $"{Name} has ended:\n{Output}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the script ends by itself.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks the script to stop, as an engine does.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM", _process!.Id);
        return await WaitForExitAsync();
    }

    /// <summary>Kills the server as a power cut would.</summary>
    public async Task<int> KillAsync()
    {
        await SignalAsync("KILL", ReadServerProcessId());
        return await WaitForExitAsync();
    }

    /// <summary>Kills the script alone; the server lives on.</summary>
    public async Task KillScriptAsync()
    {
        await SignalAsync("KILL", _process!.Id);
        await LinuxProcess.WaitForEndAsync(_process.Id, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the server's process without ending it, as a machine that hangs would.</summary>
    public Task FreezeAsync() => SignalAsync("STOP", ReadServerProcessId());

    public Task ThawAsync() => SignalAsync("CONT", ReadServerProcessId());

    public int ReadServerProcessId() =>
        int.Parse(File.ReadAllText(Path.Combine(DataFolder, "mysqld.pid")), CultureInfo.InvariantCulture);

    /// <summary>The next start is on another port.</summary>
    public void Move() => Port = FindFreePort();

    /// <summary>Opens the server for writes and creates a database.</summary>
    public Task OpenAsync(string database = Database) => ExecuteAsync("manager", $"SET GLOBAL read_only = OFF; CREATE DATABASE {database}");

    public async Task ExecuteAsync(string user, string sql)
    {
        await using var connection = new MySqlConnection(ConnectionString(user));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<string>> QueryAsync(string user, string sql, string? password = null, int column = 0)
    {
        await using var connection = new MySqlConnection(ConnectionString(user, password));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
        }
        return rows;
    }

    /// <summary>The processes whose command line has the text in it.</summary>
    public static IReadOnlyList<int> FindProcesses(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ReadCommandLine(id).Contains(text, StringComparison.Ordinal)),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        // A server whose script was killed in the middle of a test.
        foreach (var id in FindProcesses($"--datadir={DataFolder}"))
        {
            await SignalAsync("KILL", id);
            await LinuxProcess.WaitForEndAsync(id, CancellationToken.None);
        }
        _process?.Dispose();
    }

    private static string ReadCommandLine(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    private static async Task SignalAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
