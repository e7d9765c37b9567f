using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Objects;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Exposure;

/// <summary>The Service that others within the cluster reach the workload by.</summary>
internal static class EdgeService
{
    public static V1Service Create(string component) => ClusterObjects.Service(component, Ports.PublicHttp, "http");
}
