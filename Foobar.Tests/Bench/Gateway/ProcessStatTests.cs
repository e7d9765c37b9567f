using Foobar.GatewayBench.Processes;

namespace Foobar.Tests.Bench.Gateway;

public sealed class ProcessStatTests
{
    private const string AfterName = "S 1 4711 4711 0 -1 4194560 900 0 3 0 123 77 5 6 20 0 9 0 1000 200000 500 184467440737095516 0";

    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx: worker (2)")]
    [InlineData(") 1 2 3 (")]
    public void Parse_AnyName_FindsGroupAndTime(string name)
    {
        var stat = ProcessStat.Parse($"4712 ({name}) {AfterName}");

        Assert.Equal(4711, stat.Group);
        Assert.Equal(TimeSpan.FromSeconds(2), stat.CpuTime);
    }

    [Fact]
    public void PeakMemoryOf_Status_IsInBytes() =>
        Assert.Equal(22_000 * 1024, ProcessGroup.PeakMemoryOf("Name:\thaproxy\nVmPeak:\t  90000 kB\nVmHWM:\t   22000 kB\nVmRSS:\t   21000 kB\n"));

    [Fact]
    public void PeakMemoryOf_ProcessThatEnded_IsNothing() => Assert.Equal(0, ProcessGroup.PeakMemoryOf("Name:\thaproxy\nState:\tZ (zombie)\n"));
}
