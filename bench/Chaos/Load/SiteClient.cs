using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Foobar.Bench;

namespace Foobar.Chaos.Load;

/// <summary>One client of the site, with connections of its own.</summary>
internal sealed class SiteClient(Uri address) : IDisposable
{
    public const string TokenHeader = "X-Consistency-Token";

    private const string NodeHeader = "X-Database-Node";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Makes a link, once.</summary>
    /// <returns>The link, or how it went wrong: a status, or that no answer came.</returns>
    public async Task<(Acknowledgement? Link, string? Failure)> TryCreateAsync(string url, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/links") { Content = JsonContent.Create(new { url }) };
        request.Headers.Add("Idempotency-Key", key);
        var started = Clock.Now;
        return await TryAsync<Acknowledgement>(request, async response =>
        {
            if (response.StatusCode != HttpStatusCode.Created)
            {
                return null;
            }

            var created = await response.Content.ReadFromJsonAsync<CreatedLink>(cancellationToken);
            return new Acknowledgement(created!.Code, url, Header(response, NodeHeader), Header(response, TokenHeader), started, Clock.Now);
        }, cancellationToken);
    }

    /// <summary>Makes a link as a browser does, by the form.</summary>
    /// <returns>The code and the cookies to send from now on, or how it went wrong.</returns>
    public async Task<((string Code, string Cookies)? Link, string? Failure)> TrySubmitAsync(string url, CancellationToken cancellationToken)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/");
        var (form, failure) = await TryAsync(
            ask,
            async response => response.IsSuccessStatusCode ? await HtmlForm.ReadAsync(response, cancellationToken) : null,
            cancellationToken);
        if (form is null)
        {
            return (null, failure);
        }

        form.Fields["url"] = url;
        using var request = form.CreateRequest("/");
        (var link, failure) = await TryAsync<Tuple<string, string>>(request, response =>
        {
            var code = response.StatusCode == HttpStatusCode.SeeOther ? response.Headers.Location?.OriginalString.Split('/', '?')[2] : null;
            var cookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Select(v => v.Split(';')[0]) : [];
            return Task.FromResult(code is null ? null : Tuple.Create(code, string.Join("; ", cookies)));
        }, cancellationToken);
        return (link is null ? null : (link.Item1, link.Item2), failure);
    }

    /// <summary>Reads a link, by the API or by following it.</summary>
    /// <returns>The node that answered, if one did, and how it went wrong, if it did.</returns>
    public async Task<(string? Node, string? Failure)> TryReadAsync(
        string code, bool follow, string? token, string? cookies, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, follow ? $"/{code}" : $"/api/links/{code}");
        if (token is not null)
        {
            request.Headers.Add(TokenHeader, token);
        }

        if (cookies is { Length: > 0 })
        {
            request.Headers.Add("Cookie", cookies);
        }

        var expected = follow ? HttpStatusCode.Found : HttpStatusCode.OK;
        string? node = null;
        var (_, failure) = await TryAsync(
            request,
            response =>
            {
                node = Header(response, NodeHeader);
                return Task.FromResult(response.StatusCode == expected ? response : null);
            },
            cancellationToken);
        return (node, failure);
    }

    public void Dispose() => _client.Dispose();

    private async Task<(T? Result, string? Failure)> TryAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return await read(response) is { } result
                ? (result, null)
                : (null, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException)
        {
            return (null, "no connection, or broken");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "no answer");
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private sealed record CreatedLink(string Code);
}
