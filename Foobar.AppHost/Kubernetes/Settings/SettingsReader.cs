using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost.Kubernetes.Settings;

/// <summary>Reads a section of the configuration. What was never asked for is no setting.</summary>
internal sealed class SettingsReader(IConfigurationSection section, bool isList = false)
{
    private readonly SortedDictionary<string, SettingsReader?> _known = new(StringComparer.OrdinalIgnoreCase);

    private bool IsList => isList;

    /// <exception cref="DistributedApplicationException">The value is not what it must be.</exception>
    public string Text(string key, string fallback, Func<string, bool> isValid, string mustBe) =>
        OptionalText(key, isValid, mustBe) ?? fallback;

    /// <inheritdoc cref="Text"/>
    public string? OptionalText(string key, Func<string, bool> isValid, string mustBe)
    {
        if (Read(key) is not { } value)
        {
            return null;
        }
        return isValid(value) ? value : throw Problem(key, value, mustBe);
    }

    /// <inheritdoc cref="Text"/>
    public int Number(string key, int fallback, int min, int max)
    {
        if (Read(key) is not { } value)
        {
            return fallback;
        }
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Problem(key, value, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
    }

    /// <inheritdoc cref="Text"/>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Read(key) is not { } value)
        {
            return fallback;
        }
        // Names alone: TryParse takes numbers too.
        return Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(value, ignoreCase: true)
            : throw Problem(key, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>A list: in one text, its parts separated by commas, or as a section of its own.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string> List(string key, string fallback, Func<string, bool> isValid, string eachMustBe)
    {
        _known[key] = new(section.GetSection(key), isList: true);
        string[] values = section.GetSection(key).GetChildren().Select(child => child.Value ?? "").ToArray() is { Length: > 0 } items
            ? items
            : (section[key] is { Length: > 0 } text ? text : fallback).Split(',', StringSplitOptions.TrimEntries);
        if (values.FirstOrDefault(value => !isValid(value)) is { } wrong)
        {
            throw new DistributedApplicationException($"{Path(key)} has '{wrong}' in it. Each part must be {eachMustBe}.");
        }
        return values.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Length
            ? values
            : throw new DistributedApplicationException($"{Path(key)} names the same twice: {string.Join(", ", values)}.");
    }

    public SettingsReader Section(string key)
    {
        var known = _known.GetValueOrDefault(key) ?? new(section.GetSection(key));
        _known[key] = known;
        return known;
    }

    public string Path(string key) => $"{section.Path}:{key}";

    public DistributedApplicationException Problem(string key, string value, string mustBe) => new($"{Path(key)} is '{value}'. It must be {mustBe}.");

    /// <summary>Everything that was asked for, by its whole key.</summary>
    public IEnumerable<string> Known => isList ? [section.Path] : _known.SelectMany(known => known.Value is { } inner ? inner.Known : [Path(known.Key)]);

    /// <summary>To be called once everything was read.</summary>
    /// <exception cref="DistributedApplicationException">Something is set that nothing asked for.</exception>
    public void RejectUnknown()
    {
        if (isList)
        {
            return;
        }
        foreach (var child in section.GetChildren())
        {
            if (!_known.TryGetValue(child.Key, out var known))
            {
                throw new DistributedApplicationException($"{child.Path} is no setting. Known are {string.Join(", ", _known.Keys.Select(Path))}.");
            }
            // A value where settings of its own are wanted, or the other way round.
            if (known is { IsList: false } ? child.Value is not null : known is null && child.Value is null)
            {
                throw new DistributedApplicationException($"{child.Path} is {(known is null ? "one setting and not several" : $"no setting itself. Known are {string.Join(", ", known.Known)}")}.");
            }
            known?.RejectUnknown();
        }
    }

    private string? Read(string key)
    {
        _known.TryAdd(key, null);
        return section[key] is { Length: > 0 } value ? value : null;
    }
}
