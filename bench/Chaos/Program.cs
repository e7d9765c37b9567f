using System.CommandLine;
using Foobar.Chaos;

// Nothing may be left behind: no process, no data.
var cleanUpLimit = TimeSpan.FromMinutes(1);

if (OperatingSystem.IsWindows())
{
    Console.Error.WriteLine("error: this sends signals to processes, which Windows does not have. Run it on Linux.");
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
catch (ChaosException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
catch (DistributedApplicationException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Ended early.");
    return 2;
}
