using Foobar.Bench;
using Foobar.GatewayBench;

return OperatingSystem.IsLinux()
    ? await BenchProgram.RunAsync(CommandLine.Create(), args)
    : BenchProgram.Refuse("this reads from /proc what processes use. Run it on Linux.");
