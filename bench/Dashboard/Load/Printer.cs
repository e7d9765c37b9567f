using System.Diagnostics;
using System.Globalization;

namespace Foobar.DashboardBench.Load;

/// <summary>A program that prints as a busy service does: so many lines a second, until it is ended.</summary>
internal static class Printer
{
    public const string Command = "print";

    private const int BatchesPerSecond = 50;

    public static async Task RunAsync(int linesPerSecond, CancellationToken cancellationToken)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        var since = Stopwatch.StartNew();
        for (long batch = 0, line = 0; ; batch++)
        {
            var ahead = TimeSpan.FromSeconds((double)batch / BatchesPerSecond) - since.Elapsed;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, cancellationToken);
            }

            // Whoever is late makes up for it: so many a second are promised.
            for (var due = (batch + 1) * linesPerSecond / BatchesPerSecond; line < due; line++)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"info: Foobar.Web.Links.LinkService[0] Request {line} for link code-{line % 1000} was answered in {line % 50} ms by mysql-2"));
            }

            await output.FlushAsync(cancellationToken);
        }
    }
}
