using System.CommandLine;
using Foobar.GatewayBench;

// Nothing may be left behind: no process, no file.
var cleanUpLimit = TimeSpan.FromMinutes(1);

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("error: this reads from /proc what processes use. Run it on Linux.");
    return 2;
}

var command = CommandLine.Create().Parse(args);
if (command.Errors.Count > 0)
{
    Console.Error.WriteLine($"error: {string.Join(" ", command.Errors.Select(e => e.Message))} See --help.");
    return 2;
}

try
{
    return await command.InvokeAsync(new InvocationConfiguration
    {
        ProcessTerminationTimeout = cleanUpLimit,
        EnableDefaultExceptionHandler = false,
    });
}
catch (BenchException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Ended early.");
    return 2;
}
