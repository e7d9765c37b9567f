using Foobar.Bench;
using Foobar.WebBench;

return OperatingSystem.IsLinux()
    ? await BenchProgram.RunAsync(CommandLine.Create(), args, exception => exception is DistributedApplicationException)
    : BenchProgram.Refuse("wrk is there for Linux. Run it on Linux.");
