using System.CommandLine;
using Foobar.Bench;
using Foobar.DashboardBench.Load;

namespace Foobar.DashboardBench;

/// <summary>What can be asked for.</summary>
internal static class CommandLine
{
    private static readonly Option<int> s_logs = PositiveNumber.Option("--logs", "Log records a second.", 20_000);
    private static readonly Option<int> s_spans = PositiveNumber.Option("--spans", "Spans a second.", 2_000);
    private static readonly Option<int> s_lines = PositiveNumber.Option("--lines", "Lines a second that a resource prints.", 20_000);
    private static readonly Option<int> s_seconds = PositiveNumber.Option("--seconds", "For how long.", 60);
    private static readonly Option<FileInfo> s_json = new("--json") { Description = "Write the raw figures to a file.", HelpName = "FILE" };
    private static readonly Argument<string[]> s_settings = new("settings") { Arity = ArgumentArity.ZeroOrMore };
    private static readonly Argument<int> s_linesToPrint = new("lines");

    public static RootCommand Create()
    {
        var root = new RootCommand("Floods a dashboard of its own with telemetry and output, uses its pages in Chromium meanwhile, and says what became of it. Chromium is installed with apt-get when run as root.") { s_logs, s_spans, s_lines, s_seconds, s_json };
        root.SetAction((result, cancellationToken) => LoadCommand.ExecuteAsync(
            new LoadOptions(result.GetValue(s_logs), result.GetValue(s_spans), result.GetValue(s_lines), result.GetValue(s_seconds)), result.GetValue(s_json), cancellationToken));

        var serve = new Command(DashboardProcess.ServeCommand, "Is the dashboard, until standard input ends.") { s_settings };
        serve.Hidden = true;
        serve.SetAction((result, cancellationToken) => DashboardProcess.ServeAsync(result.GetValue(s_settings)!, cancellationToken));
        root.Add(serve);

        var print = new Command(Printer.Command, "Is a resource that prints.") { s_linesToPrint };
        print.Hidden = true;
        print.SetAction((result, cancellationToken) => Printer.RunAsync(result.GetValue(s_linesToPrint), cancellationToken));
        root.Add(print);
        return root;
    }
}
