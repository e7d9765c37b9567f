using Foobar.Hosting.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Foobar.Hosting.Dashboard.Otlp.Grpc;

/// <summary>
/// The methods of OTLP's three services. They are named here and not generated, because a generated service answers what it
/// cannot read as if the server had failed, and an exporter then tries for ever.
/// </summary>
internal sealed class OtlpMethods : IServiceMethodProvider<OtlpService>
{
    private const string Package = "opentelemetry.proto.collector";

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpService> context)
    {
        context.AddUnaryMethod(Export(ExportTraceServiceRequest.Parser, ExportTraceServiceResponse.Parser, "trace.v1.TraceService"), [], static (service, request, call) => service.ExportAsync(request, call));
        context.AddUnaryMethod(Export(ExportLogsServiceRequest.Parser, ExportLogsServiceResponse.Parser, "logs.v1.LogsService"), [], static (service, request, call) => service.ExportAsync(request, call));
        context.AddUnaryMethod(Export(ExportMetricsServiceRequest.Parser, ExportMetricsServiceResponse.Parser, "metrics.v1.MetricsService"), [], static (service, request, call) => service.ExportAsync(request, call));
    }

    private static Method<TRequest, TResponse> Export<TRequest, TResponse>(MessageParser<TRequest> requests, MessageParser<TResponse> responses, string service)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(MethodType.Unary, $"{Package}.{service}", "Export", Marshal(requests), Marshal(responses));

    private static Marshaller<T> Marshal<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        new(
            static (message, context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context =>
            {
                try
                {
                    return parser.ParseFrom(context.PayloadAsReadOnlySequence());
                }
                catch (InvalidProtocolBufferException e)
                {
                    throw new RpcException(new global::Grpc.Core.Status(StatusCode.InvalidArgument, $"This is no OTLP message: {e.Message}"));
                }
            });
}
