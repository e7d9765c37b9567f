using Aspire.Hosting;

namespace Foobar.Hosting;

/// <summary>
/// Prints what the application cannot do in one line, instead of a stack trace, and ends with an exit code: whether it
/// came up while the application was composed or while it started.
/// </summary>
internal static class FailureReport
{
    private const int ExitCode = 1;

    private static int s_installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, e) => Report(e.ExceptionObject);
        }
    }

    private static void Report(object exception)
    {
        if (exception is DistributedApplicationException)
        {
            Console.Error.WriteLine($"error: {((Exception)exception).Message}");
            Environment.Exit(ExitCode);
        }
    }
}
