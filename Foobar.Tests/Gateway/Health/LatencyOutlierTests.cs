using Foobar.Gateway.Health;

namespace Foobar.Tests.Gateway.Health;

public sealed class LatencyOutlierTests
{
    private static readonly EjectionSettings s_settings =
        new() { LatencyFactor = 5, MinLatency = TimeSpan.FromMilliseconds(100), MinRequests = 100 };

    [Theory]
    [InlineData("10 500", 1)]
    [InlineData("500 10", 0)]
    [InlineData("10 12 300 11", 2)]
    [InlineData("10 40", null)] // four times only
    [InlineData("1 90", null)] // not long in itself
    [InlineData("400 500 450", null)] // all of them: the fault lies elsewhere
    [InlineData("500", null)] // nobody to compare with
    public void Find_MeanMilliseconds_IsTheOneThatIsMuchSlower(string means, int? expected)
    {
        var windows = means.Split(' ').Select(mean => Window(200, int.Parse(mean, System.Globalization.CultureInfo.InvariantCulture))).ToArray();

        Assert.Equal(expected, LatencyOutlier.Find(windows, s_settings));
    }

    [Fact]
    public void Find_TooFewRequests_IsNone() =>
        Assert.Null(LatencyOutlier.Find([Window(200, 10), Window(99, 500)], s_settings));

    [Fact]
    public void Find_SwitchedOff_IsNone() =>
        Assert.Null(LatencyOutlier.Find([Window(200, 10), Window(200, 500)], s_settings with { LatencyFactor = 0 }));

    private static LatencyWindow Window(int requests, int mean) => new(requests, TimeSpan.FromMilliseconds(mean) * requests);
}
