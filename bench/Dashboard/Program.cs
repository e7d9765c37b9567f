using Foobar.Bench;
using Foobar.DashboardBench;

return OperatingSystem.IsLinux()
    ? await BenchProgram.RunAsync(CommandLine.Create(), args)
    : BenchProgram.Refuse("this reads from /proc what a process uses. Run it on Linux.");
