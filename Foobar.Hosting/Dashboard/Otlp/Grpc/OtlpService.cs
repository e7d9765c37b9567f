using Foobar.Hosting.Dashboard.Otlp.Import;
using Foobar.Hosting.Dashboard.Otlp.Wire;
using Grpc.Core;

namespace Foobar.Hosting.Dashboard.Otlp.Grpc;

/// <summary>Takes exports that come by gRPC.</summary>
internal sealed class OtlpService(OtlpImport import)
{
    public Task<ExportTraceServiceResponse> ExportAsync(ExportTraceServiceRequest request, ServerCallContext context) => Task.FromResult(import.Import(request));

    public Task<ExportLogsServiceResponse> ExportAsync(ExportLogsServiceRequest request, ServerCallContext context) => Task.FromResult(import.Import(request));

    public Task<ExportMetricsServiceResponse> ExportAsync(ExportMetricsServiceRequest request, ServerCallContext context) => Task.FromResult(import.Import(request));
}
