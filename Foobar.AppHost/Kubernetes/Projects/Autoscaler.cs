using Foobar.AppHost.Kubernetes.Objects;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Projects;

/// <summary>Scales by processor time: up at once, down slowly.</summary>
internal static class Autoscaler
{
    private const int TargetUtilization = 70;
    private const int SecondsBeforeScalingDown = 300;

    public static V2HorizontalPodAutoscaler Create(string component, ScaleSettings scale) => new()
    {
        ApiVersion = "autoscaling/v2",
        Kind = "HorizontalPodAutoscaler",
        Metadata = Labels.Metadata(component, component),
        Spec = new()
        {
            ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = component },
            MinReplicas = scale.Replicas,
            MaxReplicas = scale.MaxReplicas,
            Metrics =
            [
                new() { Type = "Resource", Resource = new() { Name = "cpu", Target = new() { Type = "Utilization", AverageUtilization = TargetUtilization } } },
            ],
            Behavior = new() { ScaleDown = new() { StabilizationWindowSeconds = SecondsBeforeScalingDown } },
        },
    };
}
