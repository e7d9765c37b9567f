using Foobar.Bench;
using Foobar.GatewayBench.Load;

namespace Foobar.Tests.Bench.Gateway;

public sealed class WrkFiguresTests
{
    private const string Output = """
        Running 2s test @ http://127.0.0.1:20000/1k
          2 threads and 64 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     4.80ms    5.20ms  60.00ms   90.00%
            Req/Sec     7.00k     1.00k    9.00k    70.00%
          30000 requests in 2.00s, 33.00MB read
        Requests/sec:  15000.00
        Transfer/sec:     16.50MB
        figures {"requests":30000,"microseconds":2000000,"p50":3700,"p99":32500,"unanswered":2,"refused":1}
        """;

    [Fact]
    public void Parse_WholeOutput_ReadsTheLineForPrograms()
    {
        var figures = WrkFigures.Parse(Output);

        Assert.Equal(new WrkFigures(30_000, 2_000_000, 3_700, 32_500, Unanswered: 2, Refused: 1), figures);
        Assert.Equal(15_000, figures.PerSecond);
        Assert.Equal(3, figures.Failed);
    }

    [Fact]
    public void Parse_NoFigures_SaysWhatWrkSaid()
    {
        var e = Assert.Throws<BenchException>(() => WrkFigures.Parse("unable to connect to 127.0.0.1:1\nConnection refused\n"));

        Assert.Equal("wrk printed no figures: unable to connect to 127.0.0.1:1 Connection refused", e.Message);
    }

    [Theory]
    [InlineData("figures {\"requests\":1}")]
    [InlineData("figures {\"requests\":nan,\"microseconds\":1}")]
    [InlineData("figures ")]
    public void Parse_BrokenFigures_QuotesThem(string line)
    {
        var e = Assert.Throws<BenchException>(() => WrkFigures.Parse(line));

        Assert.Equal($"wrk printed figures that cannot be read: {line.Trim()}", e.Message);
    }
}
