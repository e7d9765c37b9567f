namespace Foobar.Web.Links;

/// <summary>A short link as it is given away.</summary>
internal static class ShortUrl
{
    /// <summary>The whole short link, under the host that the client used.</summary>
    public static string Of(string code, HttpRequest request) => $"{request.Scheme}://{request.Host}/{code}";
}
