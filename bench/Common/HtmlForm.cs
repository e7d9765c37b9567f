using System.Net;
using System.Text.RegularExpressions;

namespace Foobar.Bench;

/// <summary>A form as a browser has it: what is hidden in it, and the cookies that came with it.</summary>
internal sealed partial class HtmlForm
{
    private HtmlForm(Dictionary<string, string> fields, string cookies) => (Fields, Cookies) = (fields, cookies);

    /// <summary>What is sent: the hidden fields, and what is entered.</summary>
    public Dictionary<string, string> Fields { get; }

    /// <summary>The cookies that the page came with.</summary>
    public string Cookies { get; }

    /// <summary>Reads the form of a page.</summary>
    public static async Task<HtmlForm> ReadAsync(HttpResponseMessage page, CancellationToken cancellationToken)
    {
        var html = await page.Content.ReadAsStringAsync(cancellationToken);
        return new HtmlForm(
            HiddenField().Matches(html).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value)),
            string.Join("; ", page.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : []));
    }

    /// <summary>Asks for a page and reads its form.</summary>
    /// <exception cref="HttpRequestException">There is no such page.</exception>
    public static async Task<HtmlForm> GetAsync(HttpClient server, string path, CancellationToken cancellationToken)
    {
        using var page = await server.GetAsync(path, cancellationToken);
        page.EnsureSuccessStatusCode();
        return await ReadAsync(page, cancellationToken);
    }

    /// <summary>The form, filled in, as it is sent.</summary>
    public HttpRequestMessage CreateRequest(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(Fields) };
        request.Headers.Add("Cookie", Cookies);
        return request;
    }

    /// <summary>Sends the form.</summary>
    public async Task<HttpResponseMessage> PostAsync(HttpClient server, string path, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(path);
        return await server.SendAsync(request, cancellationToken);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]+)""")]
    private static partial Regex HiddenField();
}
