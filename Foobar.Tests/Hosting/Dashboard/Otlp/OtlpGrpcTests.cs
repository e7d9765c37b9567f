using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using CsCheck;
using Foobar.Hosting.Dashboard.Otlp;
using Google.Protobuf;

namespace Foobar.Tests.Hosting.Dashboard.Otlp;

/// <summary>gRPC as it goes over the wire: no client library says such things.</summary>
public sealed class OtlpGrpcTests
{
    private const string Ok = "0";
    private const string InvalidArgument = "3";
    private const string ResourceExhausted = "8";
    private const string Unimplemented = "12";
    private const string Unauthenticated = "16";
    private const string LogsMethod = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_RightMessage_IsTaken()
    {
        await using var receiver = await TestReceiver.StartAsync();

        Assert.Equal(Ok, await CallAsync(receiver, LogsMethod, OtlpMessages.Logs("hello", "shop").ToByteArray()));

        Assert.Equal("hello", Assert.Single(receiver.Store.Logs.Read()).Message);
        Assert.Equal(0, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData("logs.v1.LogsService")]
    [InlineData("trace.v1.TraceService")]
    [InlineData("metrics.v1.MetricsService")]
    public async Task Export_Malformed_IsInvalidArgumentAndCounted(string service)
    {
        await using var receiver = await TestReceiver.StartAsync();

        Assert.Equal(InvalidArgument, await CallAsync(receiver, $"/opentelemetry.proto.collector.{service}/Export", [0x0a, 0xff, 0x01]));

        Assert.Equal(1, receiver.Store.Rejected);
    }

    [Fact]
    public async Task Export_TooLarge_IsResourceExhaustedAndCounted()
    {
        await using var receiver = await TestReceiver.StartAsync();

        Assert.Equal(ResourceExhausted, await CallAsync(receiver, LogsMethod, new byte[OtlpReceiver.MaxMessageBytes + 1]));

        Assert.Equal(1, receiver.Store.Rejected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Export_WrongKey_IsUnauthenticated(string? key)
    {
        await using var receiver = await TestReceiver.StartAsync();

        Assert.Equal(Unauthenticated, await CallAsync(receiver, LogsMethod, OtlpMessages.Logs("hello", "shop").ToByteArray(), key));

        Assert.Empty(receiver.Store.Logs.Read());
    }

    [Fact]
    public async Task Call_OtherMethod_IsUnimplemented()
    {
        await using var receiver = await TestReceiver.StartAsync();

        Assert.Equal(Unimplemented, await CallAsync(receiver, "/opentelemetry.proto.collector.logs.v1.LogsService/Import", []));
    }

    [Fact]
    public async Task Export_Whatever_IsNeverFatal()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var client = Client(receiver);

        await Gen.Byte.Array[0, 200].SampleAsync(
            async bytes => Assert.True(await CallAsync(client, receiver, LogsMethod, bytes, TestReceiver.Key) is Ok or InvalidArgument),
            iter: 300);

        Assert.Equal(Ok, await CallAsync(client, receiver, LogsMethod, OtlpMessages.Logs("still here", "shop").ToByteArray(), TestReceiver.Key));
        Assert.Equal("still here", receiver.Store.Logs.Read()[^1].Message);
    }

    private static HttpClient Client(TestReceiver receiver) => new()
    {
        BaseAddress = receiver.GrpcUrl,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static async Task<string> CallAsync(TestReceiver receiver, string method, byte[] message, string? key = TestReceiver.Key)
    {
        using var client = Client(receiver);
        return await CallAsync(client, receiver, method, message, key);
    }

    /// <returns>The status of the call.</returns>
    private static async Task<string> CallAsync(HttpClient client, TestReceiver receiver, string method, byte[] message, string? key)
    {
        // Not packed, the length, the message.
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(receiver.GrpcUrl, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (key is not null)
        {
            request.Headers.Add("x-otlp-api-key", key);
        }

        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsByteArrayAsync(Cancellation);
        return (response.TrailingHeaders.TryGetValues("grpc-status", out var status) || response.Headers.TryGetValues("grpc-status", out status)) ? Assert.Single(status) : "none";
    }
}
