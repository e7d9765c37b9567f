using System.CommandLine;
using System.Globalization;

namespace Foobar.AppHost;

/// <summary>
/// The application host's own options, each a shorter name for a setting. Any setting can also be given by its name,
/// as in <c>--MySql:DataFolder=/data</c>. Any other option is an error.
/// </summary>
internal static class CommandLine
{
    private const int UsageExitCode = 2;

    private static readonly Option<int?> s_httpPort = PortSetting.Option("--http-port", "The port of foobar.com for HTTP. Default: 8080.");
    private static readonly Option<int?> s_httpsPort = PortSetting.Option("--https-port", "The port of foobar.com for HTTPS. Default: 8443.");
    private static readonly Option<int?> s_managementPort = PortSetting.Option("--management-port", "The port of the gateway's status page. Default: 8090.");
    private static readonly Option<int?> s_dashboardPort = PortSetting.Option("--dashboard-port", "The port of the dashboard. Default: 18888.");
    private static readonly Option<bool> s_reset = new("--reset") { Description = "Start with empty databases: the data folder of MySQL is deleted first." };
    private static readonly Option<string> s_dataFolder = new("--data-folder") { Description = "Where MySQL keeps its data. Default: Foobar.AppHost/.data.", HelpName = "DIR" };
    private static readonly Option<string> s_mysqld = new("--mysqld") { Description = "The MySQL server to use, 8.4 or newer: the program or its home directory.", HelpName = "PATH" };

    // Aspire's own, which its tools pass on too. Each is a name for a setting.
    private static readonly (Option<string> Option, string Setting)[] s_aspire =
    [
        (new("--operation") { Description = "What to do: run (default) or publish.", HelpName = "WHAT" }, "AppHost:Operation"),
        (new("--step") { Description = "What to publish: publish (default), push-images, publish-manifest.", HelpName = "STEP" }, "Pipeline:Step"),
        (new("--output-path") { Description = "Where to publish to.", HelpName = "PATH" }, "Pipeline:OutputPath"),
        (Hidden("--environment"), "environment"),
        (Hidden("--publisher"), "Publishing:Publisher"),
        (Hidden("--log-level"), "Pipeline:LogLevel"),
        (Hidden("--include-exception-details"), "Pipeline:IncludeExceptionDetails"),
        (Hidden("--clear-cache"), "Pipeline:ClearCache"),
        (Hidden("--yes"), "Pipeline:SkipConfirmation"),
    ];

    /// <summary>Reads the command line. Whatever is wrong with it, or was asked of it, has been printed when the answer is false.</summary>
    public static bool TryRead(string[] args, out string[] settings)
    {
        List<string> named = [.. args.Where(IsSetting)];
        var command = new RootCommand("Runs or publishes foobar.com: gateway, web servers, MySQL with failover.") { s_httpPort, s_httpsPort, s_managementPort, s_dashboardPort, s_dataFolder, s_mysqld, s_reset };
        Array.ForEach(s_aspire, aspire => command.Add(aspire.Option));
        var result = command.Parse([.. args.Where(a => !IsSetting(a))]);
        settings = [];
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"error: {string.Join(" ", result.Errors.Select(e => e.Message))} Options: {string.Join(", ", command.Options.Where(o => !o.Hidden).Select(o => o.Name))}, or any setting as --Section:Key=value.");
            Environment.ExitCode = UsageExitCode;
            return false;
        }

        if (result.Action is not null)
        {
            // Help or version.
            result.Invoke();
            return false;
        }

        Add("Gateway:HttpPort", result.GetValue(s_httpPort)?.ToString(CultureInfo.InvariantCulture));
        Add("Gateway:HttpsPort", result.GetValue(s_httpsPort)?.ToString(CultureInfo.InvariantCulture));
        Add("Gateway:ManagementPort", result.GetValue(s_managementPort)?.ToString(CultureInfo.InvariantCulture));
        Add("ASPNETCORE_URLS", result.GetValue(s_dashboardPort) is { } port ? $"http://localhost:{port}" : null);
        Add("MySql:Reset", result.GetValue(s_reset) ? "true" : null);
        Add("MySql:DataFolder", FullPath(result.GetValue(s_dataFolder)));
        Add("MySql:Mysqld", FullPath(result.GetValue(s_mysqld)));
        Array.ForEach(s_aspire, aspire => Add(aspire.Setting, result.GetValue(aspire.Option)));
        settings = [.. named];
        return true;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                named.Add($"--{key}={value}");
            }
        }
    }

    private static Option<string> Hidden(string name) => new(name) { Hidden = true };

    // What is typed is meant from where it is typed; a setting in a file is meant from the application host.
    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);

    private static bool IsSetting(string argument) =>
        argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && argument[..equals].Contains(':', StringComparison.Ordinal);
}
