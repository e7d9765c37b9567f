using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

/// <summary>
/// Whatever is sent, it is answered, and never as the server's own fault. Some thousand inputs, or as many as
/// <c>FOOBAR_FUZZ_INPUTS</c> says where that is set.
/// </summary>
public sealed class FuzzTests(LinkLifeTests.Site site) : IClassFixture<LinkLifeTests.Site>
{
    private static readonly long s_inputs = long.Parse(Environment.GetEnvironmentVariable("FOOBAR_FUZZ_INPUTS") ?? "1000", CultureInfo.InvariantCulture);

    private static readonly string[] s_starts = ["http://", "https://", "HTTPS://", "ftp://", "javascript:", "//", "https:/", "http://xn--"];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.String[Gen.Char["/?#@:%\\.-_ <>\"'{}\u0000\r\n\t\u202e\u00ad\u200däаο漢\ud800\udc00"], 0, 20]);

    private static readonly Gen<string> s_url = Gen.OneOf(
        s_text,
        Gen.Select(Gen.Int[0, s_starts.Length - 1], s_text, (start, rest) => s_starts[start] + rest),
        Gen.Select(s_text, s_text, (host, path) => $"https://{host}.com/{path}"),
        Gen.Int[0, 3000].Select(length => "https://example.com/" + new string('a', length)));

    private static readonly Gen<string> s_expiry = Gen.OneOf(
        s_text,
        Gen.DateTime.Select(time => time.ToString("O", CultureInfo.InvariantCulture)),
        Gen.Date.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static readonly Gen<byte[]> s_body = Gen.OneOf(
        Gen.Byte.Array[0, 100],
        Gen.Select(s_url, s_text.Null(), s_expiry.Null(), Json),
        Gen.Select(Gen.Select(s_url, s_text.Null(), s_expiry.Null(), Json), Gen.Int[0, 200], (body, length) => body.Take(length).ToArray()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task CreateLink_AnyBody_IsNeverTheServersFault() =>
        s_body.SampleAsync(
            async body =>
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new("application/json");
                using var response = await site.Web1.PostAsync("/api/links", content, Cancellation);
                Assert.True(response.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{response.StatusCode}");
            },
            iter: s_inputs,
            threads: 2);

    [Fact]
    public Task Follow_AnyPath_IsNeverTheServersFault() =>
        s_text.SampleAsync(
            async text =>
            {
                using var response = await site.Web1.GetAsync(new Uri(site.Web1.BaseAddress!, $"/{Uri.EscapeDataString(text)}"), Cancellation);
                Assert.InRange((int)response.StatusCode, 200, 499);
            },
            iter: s_inputs,
            threads: 2);

    [Fact]
    public void TryNormalize_AnyInput_IsRefusedOrFitForAHeader() =>
        s_url.Sample(
            input =>
            {
                if (LinkUrl.TryNormalize(input, out var url, out _))
                {
                    Assert.True(Ascii.IsValid(url) && !url.Any(character => char.IsControl(character) || character == ' '), url);
                    Assert.InRange(url.Length, 1, LinkUrl.MaxLength);
                    var uri = new Uri(url);
                    Assert.True(uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0, url);
                }
            },
            iter: s_inputs * 10);

    private static byte[] Json(string url, string? alias, string? expiresAt) =>
        Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(new { url, alias, expiresAt }));
}
