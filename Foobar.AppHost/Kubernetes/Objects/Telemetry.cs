using Foobar.AppHost.Kubernetes.Model;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>Traces, metrics and logs to the collector of <c>Kubernetes:OtlpEndpoint</c>.</summary>
internal static class Telemetry
{
    private const int OtlpOverHttp = 4318;

    public static void AddTo(PodEnvironment environment, Uri collector, string component)
    {
        environment.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetLeftPart(UriPartial.Authority));
        environment.Set("OTEL_EXPORTER_OTLP_PROTOCOL", collector.Port == OtlpOverHttp ? "http/protobuf" : "grpc");
        environment.Set("OTEL_SERVICE_NAME", component);
        environment.Set("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=$(POD_NAME),k8s.pod.name=$(POD_NAME)");
    }

    /// <summary>Has the component decide which of its requests are traced; those that it asks do as it says.</summary>
    public static void AddSampler(PodEnvironment environment, string share)
    {
        environment.Set("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
        environment.Set("OTEL_TRACES_SAMPLER_ARG", share);
    }

    /// <summary>What lets a pod reach the collector: in the namespace that its name says, or anywhere if it says none.</summary>
    public static V1NetworkPolicyEgressRule AllowTo(Uri collector)
    {
        // collector.observability, or collector.observability.svc.cluster.local
        var labels = collector.Host.Split('.');
        var isService = labels.Length == 2 || (labels.Length > 2 && labels[2] == "svc");
        return NetworkPolicies.To(isService ? [NetworkPolicies.Namespace(labels[1])] : [], collector.Port);
    }
}
