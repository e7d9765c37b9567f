using Foobar.Hosting.Dashboard.Otlp.Import;
using Foobar.Hosting.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Foobar.Hosting.Dashboard.Otlp.Http;

/// <summary>Takes exports that come by HTTP as protobuf.</summary>
internal static class OtlpEndpoints
{
    private const string Protobuf = "application/x-protobuf";

    public static void MapOtlp(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/traces", (HttpContext context, OtlpImport import) => ReceiveAsync(context, ExportTraceServiceRequest.Parser, import.Import));
        routes.MapPost("/v1/logs", (HttpContext context, OtlpImport import) => ReceiveAsync(context, ExportLogsServiceRequest.Parser, import.Import));
        routes.MapPost("/v1/metrics", (HttpContext context, OtlpImport import) => ReceiveAsync(context, ExportMetricsServiceRequest.Parser, import.Import));
    }

    private static async Task<IResult> ReceiveAsync<TRequest>(HttpContext context, MessageParser<TRequest> parser, Func<TRequest, IMessage> import)
        where TRequest : IMessage<TRequest>
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Problem($"The content type must be {Protobuf}.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await OtlpBody.ReadAsync(context.Request, context.RequestAborted) is { } body
                ? Answer(import(parser.ParseFrom(body.Span)), StatusCodes.Status200OK)
                : TypedResults.Problem("The content may be packed by gzip only.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            return Refuse(StatusCode.InvalidArgument, $"This is no OTLP message: {e.Message}", StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? StatusCode.ResourceExhausted : StatusCode.InvalidArgument, e.Message, e.StatusCode);
        }
    }

    // The specification wants the reason as the same kind of message that was sent.
    private static MessageResult Refuse(StatusCode code, string message, int statusCode) => Answer(new RpcStatus { Code = (int)code, Message = message }, statusCode);

    private static MessageResult Answer(IMessage message, int statusCode) => new MessageResult(message, statusCode);

    private sealed class MessageResult(IMessage message, int statusCode) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = message.ToByteArray();
            httpContext.Response.StatusCode = statusCode;
            httpContext.Response.ContentType = Protobuf;
            httpContext.Response.ContentLength = bytes.Length;
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
