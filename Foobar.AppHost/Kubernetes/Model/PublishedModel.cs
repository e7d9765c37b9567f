using Foobar.AppHost.Kubernetes.Settings;
using Foobar.AppHost.MySql;

namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>The application model as Kubernetes will have it: workloads, pairs of databases, and their addresses.</summary>
internal sealed class PublishedModel
{
    private readonly Dictionary<IResource, Workload> _workloads;
    private readonly Dictionary<IResource, MySqlReplicationResource> _nodes;

    private PublishedModel(IReadOnlyList<Workload> workloads, IReadOnlyList<MySqlReplicationResource> pairs)
    {
        Workloads = workloads;
        Pairs = pairs;
        _workloads = workloads.SelectMany(workload => workload.Projects, KeyValuePair.Create)
            .ToDictionary(pair => (IResource)pair.Value, pair => pair.Key);
        _nodes = pairs.SelectMany(pair => pair.Nodes, KeyValuePair.Create).ToDictionary(pair => (IResource)pair.Value, pair => pair.Key);
    }

    public IReadOnlyList<Workload> Workloads { get; }

    public IReadOnlyList<MySqlReplicationResource> Pairs { get; }

    /// <exception cref="DistributedApplicationException">The model cannot be published.</exception>
    public static PublishedModel Read(DistributedApplicationModel model)
    {
        var workloads = model.Resources.OfType<ProjectResource>()
            .GroupBy(ReplicaOfAnnotation.GetWorkload)
            .Select(group => Check(new(group.Key, [.. group])))
            .OrderBy(workload => workload.Name, StringComparer.Ordinal);
        List<MySqlReplicationResource> pairs = [.. model.Resources.OfType<MySqlReplicationResource>().OrderBy(pair => pair.Name, StringComparer.Ordinal)];
        pairs.ForEach(MySqlReplicationPair.Check);
        return new([.. workloads], pairs);
    }

    public Workload? FindWorkload(IResource resource) => _workloads.GetValueOrDefault(resource);

    /// <summary>The pair that a resource is a node or the database of.</summary>
    public MySqlReplicationResource? FindPair(IResource resource) => resource switch
    {
        MySqlReplicationDatabaseResource database => database.Parent,
        _ => _nodes.GetValueOrDefault(resource),
    };

    /// <summary>The pair whose failover manager a workload is.</summary>
    public MySqlReplicationResource? FindManaged(Workload workload) => Pairs.FirstOrDefault(pair => pair.Manager == workload.Project);

    /// <summary>Whether another workload balances requests over this one, and so has to see its single pods.</summary>
    public bool IsBalanced(Workload workload) =>
        Workloads.SelectMany(other => other.Destinations).Any(destination => FindWorkload(destination) == workload);

    /// <summary>The names of the components that a workload asks.</summary>
    public IEnumerable<string> GetAsked(Workload workload) => workload.Destinations.Concat(workload.References)
        .Select(resource => FindWorkload(resource)?.Name ?? FindPair(resource)?.Name)
        .OfType<string>()
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <exception cref="DistributedApplicationException">The endpoint's resource is not published.</exception>
    public Address GetAddress(EndpointReference endpoint)
    {
        if (FindWorkload(endpoint.Resource) is { } workload)
        {
            return new("http", workload.Name, workload.IsExternal ? Ports.PublicHttp : Ports.Http);
        }
        if (FindPair(endpoint.Resource) is { } pair)
        {
            return new("tcp", $"{endpoint.Resource.Name}.{pair.Name}", Ports.MySql);
        }
        throw new DistributedApplicationException(
            $"'{endpoint.Resource.Name}' is referred to and cannot be published to Kubernetes: it is neither a project nor replicated MySQL.");
    }

    private static Workload Check(Workload workload)
    {
        if (!SettingRules.IsDnsLabel(workload.Name))
        {
            throw new DistributedApplicationException($"'{workload.Name}' cannot be a name in Kubernetes. It must be {SettingRules.DnsLabel}.");
        }
        if (workload.Projects.FirstOrDefault(project => !project.Annotations.OfType<HealthCheckAnnotation>().Any()) is { } blind)
        {
            throw new DistributedApplicationException(
                $"'{blind.Name}' has no health check, so Kubernetes could not know when it is ready. Call WithHttpEndpoint and WithHttpHealthCheck on it.");
        }
        return workload.Projects.Select(project => project.GetProjectMetadata().ProjectPath).Distinct().Count() == 1
            ? workload
            : throw new DistributedApplicationException(
                $"{string.Join(" and ", workload.Projects.Select(project => $"'{project.Name}'"))} are different projects and cannot be replicas of one Deployment '{workload.Name}'.");
    }
}
