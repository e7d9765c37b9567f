using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Web.Migrations;

/// <summary>Brings the schema to the newest version. Safe when several servers start at once.</summary>
internal sealed partial class SchemaMigrator(ReplicatedMySql mysql, ILogger<SchemaMigrator> logger)
{
    private const string LockName = "foobar.schema_version";
    private const int LockTimeoutSeconds = 3;

    private static readonly IReadOnlyList<Migration> s_migrations = Migration.LoadAll();

    /// <returns>False if another server is at it at this moment; try again.</returns>
    public async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        // A server that restarts while the primary is down can still serve reads, if the schema is there.
        if (await ReadVersionAsync(cancellationToken) >= s_migrations.Count)
        {
            return true;
        }

        // Each step may be repeated, so all of it may.
        var result = await mysql.WriteAsync(async connection =>
        {
            if (!await LockAsync(connection))
            {
                return false;
            }

            try
            {
                await ApplyAsync(connection);
                return true;
            }
            finally
            {
                // The pool would keep the session, and with it the lock. A broken connection has lost both already.
                await ReleaseAsync(connection);
            }
        }, isIdempotent: true, cancellationToken);
        return result.Value;
    }

    private async Task<int> ReadVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await mysql.ReadAsync(ReadVersionAsync, cancellationToken: cancellationToken);
        }
        catch (MySqlException exception) when (exception.ErrorCode is MySqlErrorCode.NoSuchTable)
        {
            return 0;
        }
    }

    private static async Task<int> ReadVersionAsync(MySqlNodeConnection connection)
    {
        await using var command = connection.CreateCommand("select coalesce(max(version), 0) from schema_version");
        return Convert.ToInt32(await command.ExecuteScalarAsync(), provider: null);
    }

    private static async Task<bool> LockAsync(MySqlNodeConnection connection)
    {
        await using var command = connection.CreateCommand(
            "select get_lock(@name, @timeout)", ("@name", LockName), ("@timeout", LockTimeoutSeconds));
        return Convert.ToInt32(await command.ExecuteScalarAsync(), provider: null) == 1;
    }

    private static async Task ReleaseAsync(MySqlNodeConnection connection)
    {
        try
        {
            await using var command = connection.CreateCommand("do release_lock(@name)", ("@name", LockName));
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception exception) when (exception is MySqlException or InvalidOperationException)
        {
            // What went wrong before this matters more and is on its way up.
        }
    }

    private async Task ApplyAsync(MySqlNodeConnection connection)
    {
        await ExecuteAsync(
            connection,
            """
            create table if not exists schema_version (
                version int not null primary key,
                name varchar(100) not null,
                applied_at datetime(6) not null default (utc_timestamp(6))
            )
            """);

        var current = await ReadVersionAsync(connection);
        foreach (var migration in s_migrations.Where(migration => migration.Version > current))
        {
            await ExecuteStepAsync(connection, migration);
            await ExecuteAsync(
                connection,
                "insert into schema_version (version, name) values (@version, @name)",
                ("@version", migration.Version),
                ("@name", migration.Name));
            LogApplied(migration.Version, migration.Name);
        }
    }

    private static async Task ExecuteStepAsync(MySqlNodeConnection connection, Migration migration)
    {
        try
        {
            await ExecuteAsync(connection, migration.Sql);
        }
        catch (MySqlException exception) when (exception.ErrorCode is MySqlErrorCode.DuplicateFieldName or MySqlErrorCode.DuplicateKeyName)
        {
            // Done before, by a server that ended before it could write that down. MySQL has no "add column if not exists".
        }
    }

    private static async Task ExecuteAsync(
        MySqlNodeConnection connection, string sql, params (string, object?)[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(1, LogLevel.Information, "Applied schema version {Version} ({Name})")]
    private partial void LogApplied(int version, string name);
}
