using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.Settings;

namespace Foobar.AppHost.Kubernetes;

/// <summary>What every component is made from.</summary>
internal sealed record PublishContext(
    PublishedModel Model,
    KubernetesSettings Settings,
    SecretCatalog Secrets,
    DistributedApplicationExecutionContext ExecutionContext);
