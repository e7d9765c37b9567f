using System.Collections.ObjectModel;

namespace Aspire.Hosting.Pipelines;

/// <summary>What is printed when a pipeline has done its work: where things are, what to do next.</summary>
public sealed class PipelineSummary
{
    private readonly List<PipelineSummaryItem> _items = [];

    /// <summary>The lines, in the order in which they were added.</summary>
    public ReadOnlyCollection<PipelineSummaryItem> Items => _items.AsReadOnly();

    /// <summary>Adds a line.</summary>
    /// <param name="key">What the line is about.</param>
    /// <param name="value">What it says.</param>
    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        _items.Add(new PipelineSummaryItem(key, value, enableMarkdown: false));
    }
}

/// <summary>A line of a summary.</summary>
/// <param name="key">What the line is about.</param>
/// <param name="value">What it says.</param>
/// <param name="enableMarkdown">Whether what it says is Markdown.</param>
public sealed class PipelineSummaryItem(string key, string value, bool enableMarkdown)
{
    /// <summary>What the line is about.</summary>
    public string Key { get; } = key;

    /// <summary>What it says.</summary>
    public string Value { get; } = value;

    /// <summary>Whether what it says is Markdown.</summary>
    public bool EnableMarkdown { get; } = enableMarkdown;
}
