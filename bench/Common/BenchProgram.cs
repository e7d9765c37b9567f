using System.CommandLine;

namespace Foobar.Bench;

/// <summary>Runs a command line to its end: 0 or what the command says, 2 with one line for people when it cannot be done.</summary>
internal static class BenchProgram
{
    // Nothing may be left behind: no process, no data.
    private static readonly TimeSpan s_cleanUpLimit = TimeSpan.FromMinutes(1);

    /// <param name="root">What can be asked for.</param>
    /// <param name="args">What was.</param>
    /// <param name="isForPeople">Whether an exception's message says it all, besides <see cref="BenchException"/>'s.</param>
    public static async Task<int> RunAsync(RootCommand root, string[] args, Func<Exception, bool>? isForPeople = null)
    {
        var command = root.Parse(args);
        if (command.Errors.Count > 0)
        {
            return Refuse($"{string.Join(" ", command.Errors.Select(e => e.Message))} See --help.");
        }

        try
        {
            return await command.InvokeAsync(new InvocationConfiguration
            {
                ProcessTerminationTimeout = s_cleanUpLimit,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception e) when (e is BenchException || isForPeople?.Invoke(e) == true)
        {
            return Refuse(e.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Ended early.");
            return 2;
        }
    }

    public static int Refuse(string reason)
    {
        Console.Error.WriteLine($"error: {reason}");
        return 2;
    }
}
