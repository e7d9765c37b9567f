namespace Foobar.Web.Links.Urls;

/// <summary>All that a destination has to be.</summary>
internal sealed class UrlRules(IEnumerable<IUrlRule> rules)
{
    /// <param name="input">What the user gave.</param>
    /// <param name="url">The URL as it is kept; null if it is refused.</param>
    /// <returns>What is wrong, for the user, or null.</returns>
    public string? Check(string? input, out string? url)
    {
        if (!LinkUrl.TryNormalize(input, out url, out var error))
        {
            return error;
        }

        var uri = new Uri(url);
        error = rules.Select(rule => rule.Check(uri)).FirstOrDefault(refusal => refusal is not null);
        url = error is null ? url : null;
        return error;
    }
}
