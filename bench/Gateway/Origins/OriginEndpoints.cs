using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Foobar.GatewayBench.Origins;

/// <summary>What a web server answers.</summary>
internal sealed class OriginEndpoints(OriginOptions options) : IDisposable
{
    public const string Page = "/1k";
    public const string Redirect = "/redirect";
    public const string Body = "/64k";
    public const string Health = "/health";
    public const string Create = "/create";
    public const string KeyHeader = "Idempotency-Key";
    public const string NumberHeader = "X-Create-Number";

    private const string Target = "https://example.org/a/page/that/a/short/link/may/well/lead/to";

    private static readonly byte[] s_page = Fill("<!doctype html><title>A page</title><p>", 1024);
    private static readonly byte[] s_body = Fill("A body that does not fit into one packet. ", 64 * 1024);

    private readonly HttpClient _recorder = new();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Page, context => WriteAsync(context, s_page, "text/html; charset=utf-8"));
        app.MapGet(Body, context => WriteAsync(context, s_body, "text/plain; charset=utf-8"));
        app.MapGet(Health, context => WriteAsync(context, "OK"u8.ToArray(), "text/plain"));
        app.MapGet(Redirect, context =>
        {
            context.Response.Redirect(Target);
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        app.MapGet("/slow", async context =>
        {
            await Task.Delay(int.TryParse(context.Request.Query["ms"], CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0, context.RequestAborted);
            await WriteAsync(context, s_page, "text/html; charset=utf-8");
        });
        app.MapPost(Create, CreateAsync);
    }

    public void Dispose() => _recorder.Dispose();

    // Created is what was reported: the report is the commit, the answer comes after it.
    private async Task CreateAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        using var report = new StringContent(context.Request.Headers[NumberHeader].ToString());
        using var answer = await _recorder.PostAsync(options.Recorder, report, CancellationToken.None);
        context.Response.StatusCode = answer.IsSuccessStatusCode ? StatusCodes.Status201Created : StatusCodes.Status500InternalServerError;
        context.Response.ContentLength = 0;
    }

    private async Task WriteAsync(HttpContext context, byte[] body, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers["X-Web-Server"] = options.Name;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Fill(string text, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Enumerable.Range(0, length).Select(i => bytes[i % bytes.Length])];
    }
}
