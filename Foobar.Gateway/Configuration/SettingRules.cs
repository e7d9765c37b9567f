using System.Globalization;
using System.Numerics;

namespace Foobar.Gateway.Configuration;

/// <summary>The checks that many settings share; each answers with a problem or with none.</summary>
internal static class SettingRules
{
    public static IEnumerable<SettingProblem> Range<T>(string key, T value, T minimum, T maximum)
        where T : INumber<T> => value < minimum || value > maximum
        ? [new(key, string.Create(CultureInfo.InvariantCulture, $"is {value}; {minimum} to {maximum} is allowed"))]
        : [];

    public static IEnumerable<SettingProblem> Range(string key, TimeSpan value, TimeSpan minimum, TimeSpan maximum) =>
        value < minimum || value > maximum
            ? [new(key, string.Create(CultureInfo.InvariantCulture, $"is {value:c}; {minimum:c} to {maximum:c} is allowed"))]
            : [];
}
