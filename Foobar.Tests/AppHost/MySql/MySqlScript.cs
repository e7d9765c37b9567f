using System.Diagnostics;
using Foobar.AppHost.MySql;

namespace Foobar.Tests.AppHost.MySql;

/// <summary>Runs one of the scripts that are shipped, to its end.</summary>
internal sealed record MySqlScript(int ExitCode, string Output, string Error)
{
    public static string Path(string name) => System.IO.Path.Combine(MySqlScripts.Folder, name);

    /// <summary>A client program of the server that tests run.</summary>
    public static async Task<string> FindClientAsync(TestFolder folder, string name)
    {
        var mysqld = await InstalledMySql.Mysqld;
        var client = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(mysqld)!, name);
        if (File.Exists(client))
        {
            return client;
        }

        // A server that was fetched before this program was one of those that can be run.
        var home = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(mysqld))!;
        var launcher = await File.ReadAllTextAsync(System.IO.Path.Combine(home, "bin", "mysql"), TestContext.Current.CancellationToken);
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }
        return folder.WriteScript($"clients/{name}", launcher
            .Replace("$(cd \"$(dirname \"$0\")/..\" && pwd)", home, StringComparison.Ordinal)
            .Replace("usr/bin/mysql\"", $"usr/bin/{name}\"", StringComparison.Ordinal));
    }

    public static async Task<MySqlScript> RunAsync(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", [Path(name), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
