using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>The server that tests run: found as the application host finds it, fetched if need be.</summary>
internal static class InstalledMySql
{
    private static readonly Lazy<Task<string>> s_mysqld = new(FindAsync);

    public static Task<string> Mysqld => s_mysqld.Value;

    public static MySqlReplicationOptions Options { get; } =
        MySqlReplicationOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build(), Environment.CurrentDirectory);

    public static string Templates { get; } = Path.Combine(Options.CacheFolder, "templates");

    private static async Task<string> FindAsync()
    {
        var choice = await new ServerChooser(Options, _ => { }, NullLogger.Instance).ChooseAsync(CancellationToken.None);
        return Assert.IsType<ServerChoice.Process>(choice).Mysqld;
    }
}
