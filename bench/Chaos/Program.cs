using Foobar.Bench;
using Foobar.Chaos;

return OperatingSystem.IsWindows()
    ? BenchProgram.Refuse("this sends signals to processes, which Windows does not have. Run it on Linux.")
    : await BenchProgram.RunAsync(CommandLine.Create(), args, exception => exception is DistributedApplicationException);
