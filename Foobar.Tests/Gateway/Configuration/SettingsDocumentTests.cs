using System.Collections;
using System.Text.RegularExpressions;
using Foobar.Gateway.Configuration;

namespace Foobar.Tests.Gateway.Configuration;

/// <summary>docs/gateway.md lists every setting, and none that is not there.</summary>
public sealed partial class SettingsDocumentTests
{
    [Fact]
    public void Document_Settings_AreThoseOfTheCode()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "gateway.md"));
        var section = document[document.IndexOf("## In the section `Gateway`", StringComparison.Ordinal)..];

        var documented = Row().Matches(section).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(Keys(typeof(GatewaySettings), "").Order(StringComparer.Ordinal), documented);
    }

    private static IEnumerable<string> Keys(Type type, string prefix) => type.GetProperties()
        .Where(property => property.CanWrite)
        .SelectMany(property => IsOfOurs(property.PropertyType)
            ? Keys(property.PropertyType, $"{prefix}{property.Name}:")
            : ItemOf(property.PropertyType) is { } item && IsOfOurs(item)
                ? Keys(item, $"{prefix}{property.Name}:0:")
                : [prefix + property.Name]);

    private static bool IsOfOurs(Type type) =>
        type.Assembly == typeof(GatewaySettings).Assembly && !type.IsEnum && !type.IsAssignableTo(typeof(IEnumerable));

    private static Type? ItemOf(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GenericTypeArguments[0] : null;

    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
