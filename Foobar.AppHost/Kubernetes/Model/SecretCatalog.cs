using Foobar.AppHost.Kubernetes.Settings;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>
/// Which Secret holds which parameter. Those of a pair are in the pair's; any other is in that of the first component that
/// uses it.
/// </summary>
internal sealed class SecretCatalog
{
    private readonly KubernetesSettings _settings;
    private readonly Dictionary<ParameterResource, string> _owners = [];
    private readonly HashSet<ParameterResource> _passwords = [];

    public SecretCatalog(KubernetesSettings settings, IEnumerable<MySqlReplicationResource> pairs)
    {
        _settings = settings;
        foreach (var pair in pairs)
        {
            foreach (var password in pair.Passwords)
            {
                _owners[password] = pair.Name;
                _passwords.Add(password);
            }
        }
    }

    /// <summary>The Secrets that are to be made, by name, with their keys in order. Those that exist are not among them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SecretKey>> Generated => _owners
        .GroupBy(pair => pair.Value, pair => pair.Key)
        .Where(group => FindExisting(group.Key) is null)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            IReadOnlyList<SecretKey> (group) =>
                [.. group.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => new SecretKey(parameter, _passwords.Contains(parameter)))]);

    /// <summary>A variable with the value of a parameter.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="component">The component that uses it.</param>
    public V1EnvVar CreateVariable(string name, ParameterResource parameter, string component)
    {
        _owners.TryAdd(parameter, component);
        return new()
        {
            Name = name,
            ValueFrom = new() { SecretKeyRef = new() { Name = FindExisting(_owners[parameter]) ?? _owners[parameter], Key = parameter.Name } },
        };
    }

    private string? FindExisting(string owner) =>
        _settings.Component(owner).OptionalText("Secret", SettingRules.IsObjectName, SettingRules.ObjectName);
}
