using Foobar.Hosting.Dashboard.Telemetry.Filters;

namespace Foobar.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Which series of an instrument are wanted, and what they are merged by.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Name">The instrument.</param>
internal sealed record SeriesQuery(string Meter, string Name)
{
    private const int DefaultMinutes = 5;

    /// <summary>Whose; none for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<AttributeFilter> Filters { get; init; } = [];

    /// <summary>Attributes, or <c>resource</c>, that tell series apart; those that are the same in all of them are merged.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <exception cref="QueryException">A parameter cannot be understood.</exception>
    public static SeriesQuery Read(QueryReader query) => new(
        query.Text("meter") ?? throw new QueryException("'meter' is missing: the name of the meter that the instrument belongs to."),
        query.Text("name") ?? throw new QueryException("'name' is missing: the name of the instrument."))
    {
        Resources = query.Texts("resource"),
        Filters = query.Filters("filter"),
        GroupBy = query.Texts("groupBy"),
    };

    /// <exception cref="QueryException">It is no whole number.</exception>
    public static int ReadMinutes(QueryReader query) => query.Number("minutes", DefaultMinutes, 1, TimeWindow.MaxMinutes);

    public bool Matches(MetricSeries series) =>
        (Resources.Count == 0 || Resources.Contains(series.Resource.Name, StringComparer.OrdinalIgnoreCase))
        && Filters.All(filter => filter.Matches(series.Find(filter.Name)));
}
