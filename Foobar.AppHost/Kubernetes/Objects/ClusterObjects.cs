using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>Small objects that several components have.</summary>
internal static class ClusterObjects
{
    public static V1ServiceAccount ServiceAccount(string component) => new()
    {
        ApiVersion = "v1",
        Kind = "ServiceAccount",
        Metadata = Labels.Metadata(component, component),
        AutomountServiceAccountToken = false,
    };

    /// <summary>Lets a machine be emptied while the rest goes on. Pods that do not work protect nothing.</summary>
    public static V1PodDisruptionBudget DisruptionBudget(string component, IntOrString maxUnavailable) => new()
    {
        ApiVersion = "policy/v1",
        Kind = "PodDisruptionBudget",
        Metadata = Labels.Metadata(component, component),
        Spec = new() { MaxUnavailable = maxUnavailable, Selector = Labels.Selector(component), UnhealthyPodEvictionPolicy = "AlwaysAllow" },
    };

    /// <summary>A Service without an address of its own: its name is the addresses of its pods.</summary>
    public static V1Service HeadlessService(string component, int port, string portName, bool publishNotReady = false)
    {
        var service = Service(component, port, portName);
        service.Spec.ClusterIP = "None";
        service.Spec.PublishNotReadyAddresses = publishNotReady ? true : null;
        return service;
    }

    public static V1Service Service(string component, int port, string portName) => new()
    {
        ApiVersion = "v1",
        Kind = "Service",
        Metadata = Labels.Metadata(component, component),
        Spec = new()
        {
            Ports = [new() { Name = portName, Port = port, Protocol = "TCP", TargetPort = portName }],
            Selector = Labels.Select(component),
            Type = "ClusterIP",
        },
    };

    public static V1PersistentVolumeClaimSpec Claim(string size, string? storageClass) => new()
    {
        AccessModes = ["ReadWriteOnce"],
        Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new(size) } },
        StorageClassName = storageClass,
    };
}
