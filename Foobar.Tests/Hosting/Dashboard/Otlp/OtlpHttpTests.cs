using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CsCheck;
using Foobar.Hosting.Dashboard.Otlp;
using Foobar.Hosting.Dashboard.Otlp.Wire;
using Foobar.Hosting.Dashboard.Telemetry;
using Google.Protobuf;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

public sealed class OtlpHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_PortTaken_TakesAFreeOneOfLoopback()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var receiver = await TestReceiver.StartAsync(httpUrl: new Uri($"http://localhost:{taken}"));

        Assert.NotEqual(taken, receiver.HttpUrl.Port);
        using var response = await PostAsync(receiver, "/v1/logs", Logs("hello").ToByteArray());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == receiver.HttpUrl.Port || listener.Port == receiver.GrpcUrl.Port).ToList();
        Assert.Equal(2, listeners.Count);
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address)));
    }

    [Fact]
    public async Task Post_Gzip_IsUnpacked()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Logs("hello").WriteTo(gzip);
        }

        using var response = await PostAsync(receiver, "/v1/logs", packed.ToArray(), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-protobuf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("hello", Assert.Single(receiver.Store.Logs.Read()).Message);
    }

    [Theory]
    [InlineData("/v1/traces")]
    [InlineData("/v1/logs")]
    [InlineData("/v1/metrics")]
    public async Task Post_Malformed_Is400AndCounted(string path)
    {
        await using var receiver = await TestReceiver.StartAsync();

        using var response = await PostAsync(receiver, path, [0x0a, 0xff, 0x01]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(3, status.Code);
        Assert.Contains("OTLP", status.Message);
        Assert.Equal(1, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData(null, "gzip", HttpStatusCode.BadRequest)]
    [InlineData("application/json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-protobuf", "br", HttpStatusCode.UnsupportedMediaType)]
    public async Task Post_NotUnderstood_IsRefused(string? type, string? encoding, HttpStatusCode expected)
    {
        await using var receiver = await TestReceiver.StartAsync();

        using var response = await PostAsync(receiver, "/v1/logs", [1, 2, 3, 4], type ?? "application/x-protobuf", encoding);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(1, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_TooLarge_Is413(bool isPacked)
    {
        await using var receiver = await TestReceiver.StartAsync();
        var body = new byte[OtlpReceiver.MaxMessageBytes + 2048];
        if (isPacked)
        {
            var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(body, Cancellation);
            }

            body = packed.ToArray();
        }

        using var response = await PostAsync(receiver, "/v1/logs", body, encoding: isPacked ? "gzip" : null);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(1, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdeF")]
    public async Task Post_WrongKey_Is401(string? key)
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Http.DefaultRequestHeaders.Remove("x-otlp-api-key");
        if (key is not null)
        {
            receiver.Http.DefaultRequestHeaders.Add("x-otlp-api-key", key);
        }

        using var response = await PostAsync(receiver, "/v1/logs", Logs("hello").ToByteArray());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(receiver.Store.Logs.Read());
    }

    [Fact]
    public async Task Post_OtherHost_IsRefused()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Http.DefaultRequestHeaders.Host = "foobar.example";

        using var response = await PostAsync(receiver, "/v1/logs", Logs("hello").ToByteArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(receiver.Store.Logs.Read());
    }

    [Fact]
    public async Task Post_SpanWithoutIds_IsAPartialSuccess()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var good = new Span { TraceId = ByteString.CopyFrom(Enumerable.Repeat((byte)1, 16).ToArray()), SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8), Name = "good" };
        var request = new ExportTraceServiceRequest
        {
            ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { good, new Span { Name = "bad" }, new Span(good) { SpanId = ByteString.CopyFrom(new byte[8]) } } } } } },
        };

        using var response = await PostAsync(receiver, "/v1/traces", request.ToByteArray());

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(2, answer.PartialSuccess.RejectedSpans);
        Assert.Contains("trace id", answer.PartialSuccess.ErrorMessage);
        Assert.Equal("good", Assert.Single(Assert.Single(receiver.Store.Traces.Read()).Spans).Name);
        Assert.Equal(2, receiver.Store.Rejected);
    }

    [Fact]
    public async Task Post_MoreSendersThanKept_IsAPartialSuccess()
    {
        await using var receiver = await TestReceiver.StartAsync(new TelemetryLimits { MaxResources = 1 });
        using var first = await PostAsync(receiver, "/v1/logs", Logs("first", "a").ToByteArray());

        using var second = await PostAsync(receiver, "/v1/logs", Logs("second", "b").ToByteArray());

        var answer = ExportLogsServiceResponse.Parser.ParseFrom(await second.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(1, answer.PartialSuccess.RejectedLogRecords);
        Assert.Equal("first", Assert.Single(receiver.Store.Logs.Read()).Message);
    }

    // Random bytes, and right messages of which some bytes are changed: whatever comes is taken or refused, and it goes on.
    [Fact]
    public async Task Post_Whatever_IsNeverFatal()
    {
        await using var receiver = await TestReceiver.StartAsync();
        (string Path, byte[] Bytes)[] messages =
        [
            ("/v1/logs", Logs("hello", "web").ToByteArray()),
            ("/v1/traces", OtlpMessages.Trace().ToByteArray()),
            ("/v1/metrics", OtlpMessages.Metrics().ToByteArray()),
        ];
        var right = Gen.Int[0, messages.Length - 1].Select(index => messages[index]);
        var changed = Gen.Select(right, Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 8], (message, changes) => (message.Path, Bytes: Change(message.Bytes, changes)));
        var random = Gen.Select(right, Gen.Byte.Array[0, 200], (message, bytes) => (message.Path, Bytes: bytes));

        await Gen.OneOf(changed, random).SampleAsync(
            async input =>
            {
                using var response = await PostAsync(receiver, input.Path, input.Bytes);
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{response.StatusCode}");
            },
            iter: 2_000);

        using var afterwards = await PostAsync(receiver, "/v1/logs", Logs("still here").ToByteArray());
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
        Assert.Equal("still here", receiver.Store.Logs.Read()[^1].Message);
    }

    private static byte[] Change(byte[] message, (int Position, byte Value)[] changes)
    {
        var bytes = message.ToArray();
        foreach (var (position, value) in changes)
        {
            bytes[position % bytes.Length] = value;
        }

        return bytes;
    }

    private static ExportLogsServiceRequest Logs(string message, string service = "shop") => OtlpMessages.Logs(message, service);

    private static async Task<HttpResponseMessage> PostAsync(TestReceiver receiver, string path, byte[] body, string type = "application/x-protobuf", string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await receiver.Http.PostAsync(path, content, Cancellation);
    }
}
