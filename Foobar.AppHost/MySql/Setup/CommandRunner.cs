using System.ComponentModel;
using System.Diagnostics;

namespace Foobar.AppHost.MySql.Setup;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed on standard output.</param>
/// <param name="LastError">The last line that it printed on standard error; empty when none.</param>
internal sealed record CommandResult(int ExitCode, string Output, string LastError);

/// <summary>Runs short-lived commands; none of them outlives its call.</summary>
internal static class CommandRunner
{
    /// <summary>Runs a command, or returns null when it cannot be started or has not ended in time.</summary>
    public static async Task<CommandResult?> TryRunAsync(
        string command, IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await RunAsync(command, arguments, _ => { }, limit.Token);
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Runs a command and hands over each line of its standard error as it comes.</summary>
    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The command was killed upon cancellation.</exception>
    public static async Task<CommandResult> RunAsync(
        string command, IEnumerable<string> arguments, Action<string> onError, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        // Standard input stays open, and ends with this process: a command can tell from it that nobody waits any more.
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var lastError = "";
            while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            {
                lastError = line;
                onError(line);
            }
            var text = await output;
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, text, lastError);
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
