using Foobar.AppHost.Kubernetes.Model;
using Foobar.AppHost.Kubernetes.MySql;
using Foobar.AppHost.Kubernetes.Output;
using Foobar.AppHost.Kubernetes.Projects;
using Foobar.AppHost.Kubernetes.Settings;
using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost.Kubernetes;

/// <summary>The whole application as objects of Kubernetes.</summary>
/// <param name="Settings">The settings it was made with.</param>
/// <param name="Components">Its parts, in the order of their names, the namespace first.</param>
/// <param name="Secrets">The Secrets that are to be made, by name, with their keys.</param>
internal sealed record KubernetesApplication(
    KubernetesSettings Settings,
    IReadOnlyList<Component> Components,
    IReadOnlyDictionary<string, IReadOnlyList<SecretKey>> Secrets)
{
    /// <exception cref="DistributedApplicationException">The model cannot be published, or a setting makes no sense.</exception>
    public static async Task<KubernetesApplication> CreateAsync(
        DistributedApplicationModel model,
        IConfiguration configuration,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        var settings = new KubernetesSettings(configuration);
        var published = PublishedModel.Read(model);
        var context = new PublishContext(published, settings, new(settings, published.Pairs), executionContext);

        List<Component> components = [];
        foreach (var workload in published.Workloads)
        {
            components.Add(await ProjectComponent.CreateAsync(context, workload, cancellationToken));
        }
        foreach (var pair in published.Pairs)
        {
            components.Add(await MySqlComponent.CreateAsync(context, pair, cancellationToken));
            components.Add(await BackupComponent.CreateAsync(context, pair, cancellationToken));
        }

        var taken = components.Select(component => component.Name).Concat(Folders.Reserved).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (taken is not null)
        {
            throw new DistributedApplicationException($"'{taken.Key}' cannot be the name of a resource that is published to Kubernetes: something else there has it.");
        }

        var secrets = context.Secrets.Generated;
        settings.RejectUnknown();
        return new(settings, [NamespaceComponent.Create(settings), .. components.OrderBy(component => component.Name, StringComparer.Ordinal)], secrets);
    }
}
