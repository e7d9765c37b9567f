using System.ComponentModel;
using System.Diagnostics;

namespace Foobar.Bench;

/// <summary>A program that runs to its end.</summary>
internal static class ProgramRun
{
    /// <returns>What it wrote, standard output first.</returns>
    /// <exception cref="BenchException">It failed.</exception>
    public static async Task<string> ExecuteAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        try
        {
            // Read to the end also when cancelled: a pipe that is full would keep the program from ending.
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(cancellationToken);
            var text = await output + await error;
            return process.ExitCode == 0
                ? text
                : throw new BenchException($"{Path.GetFileName(program)} failed: {LastLine(text)}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{start.FileName} cannot be run: {e.Message}", e);
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("it did not say why");
}
