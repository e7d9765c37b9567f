namespace Foobar.Web.Links.Urls;

/// <summary>
/// Says where links may not lead. Every registered one is asked when a link is made: the place for a check against a service
/// that knows malicious sites.
/// </summary>
internal interface IUrlRule
{
    /// <param name="url">An absolute http or https URL in ASCII.</param>
    /// <returns>Why no link leads there, for people; null if this rule has nothing against it.</returns>
    string? Check(Uri url);
}
