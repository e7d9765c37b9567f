using Foobar.Web.Links.Details;

namespace Foobar.Tests.Web.Links;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(7, 10)]
    [InlineData(11, 20)]
    [InlineData(61, 100)]
    [InlineData(1234, 2000)]
    public void Top_Counts_IsTheNextRoundNumber(long highest, long top) => Assert.Equal(top, ChartScale.Top(highest));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 50)]
    public void Top_AsHighAsCountsGo_IsNotBelowThem(long highest) => Assert.True(ChartScale.Top(highest) >= highest);
}
