using System.Globalization;
using Foobar.Bench;

namespace Foobar.GatewayBench.Measurement;

/// <summary>Figures in short: the one in the middle and between which half of them lie.</summary>
internal readonly record struct Spread(double Low, double Median, double High)
{
    private const double LowerQuartile = 0.25;
    private const double UpperQuartile = 0.75;

    public static Spread Of(IReadOnlyCollection<double> values) => new(
        Statistics.Quantile(values, LowerQuartile), Statistics.Median(values), Statistics.Quantile(values, UpperQuartile));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Low:0.00}–{High:0.00})");
}
