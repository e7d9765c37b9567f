using System.Globalization;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>
/// The environment of a container, from the values of the application model. Secrets are taken from where they are, as
/// variables of their own, which the others refer to as <c>$(NAME)</c>.
/// </summary>
internal sealed class PodEnvironment(PublishedModel model, SecretCatalog secrets, string component)
{
    private readonly SortedDictionary<string, V1EnvVar> _sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, V1EnvVar> _variables = new(StringComparer.Ordinal);

    /// <summary>First what others refer to, as Kubernetes wants it.</summary>
    public IList<V1EnvVar> Variables => [.. _sources.Values, .. _variables.Values];

    /// <summary>Sets a variable to text in which <c>$(NAME)</c> is another variable.</summary>
    public void Set(string name, string value) => _variables[name] = new() { Name = name, Value = value };

    /// <summary>Sets a variable to a field of the pod, for others to refer to.</summary>
    public void SetField(string name, string path) => _sources[name] = new()
    {
        Name = name,
        ValueFrom = new() { FieldRef = new() { FieldPath = path } },
    };

    /// <summary>Sets a variable to a value of the application model.</summary>
    /// <exception cref="DistributedApplicationException">The value has no meaning in Kubernetes.</exception>
    public async Task SetAsync(string name, object value, CancellationToken cancellationToken) => _variables[name] =
        value is ParameterResource { Secret: true } secret
            ? secrets.CreateVariable(name, secret, component)
            : new() { Name = name, Value = await ResolveAsync(name, value, cancellationToken) };

    private async ValueTask<string> ResolveAsync(string name, object value, CancellationToken cancellationToken) => value switch
    {
        string text => Escape(text),
        ParameterResource { Secret: true } secret => ReferTo(secret),
        ParameterResource parameter => Escape(await parameter.GetValueAsync(cancellationToken) ?? ""),
        EndpointReference endpoint => Resolve(endpoint.Property(EndpointProperty.Url)),
        EndpointReferenceExpression expression => Resolve(expression),
        ReferenceExpression expression => await ResolveAsync(name, expression, cancellationToken),
        _ => throw new DistributedApplicationException(
            $"'{component}' has the environment variable {name} of a kind that cannot be published to Kubernetes ({value.GetType().Name})."),
    };

    private async ValueTask<string> ResolveAsync(string name, ReferenceExpression expression, CancellationToken cancellationToken)
    {
        var parts = new object?[expression.ValueProviders.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = await ResolveAsync(name, expression.ValueProviders[i], cancellationToken);
        }
        return string.Format(CultureInfo.InvariantCulture, Escape(expression.Format), parts);
    }

    private string Resolve(EndpointReferenceExpression expression)
    {
        var address = model.GetAddress(expression.Endpoint);
        return expression.Property switch
        {
            EndpointProperty.Url => string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{address.Host}:{address.Port}"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => address.Host,
            EndpointProperty.Port or EndpointProperty.TargetPort => address.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => address.Scheme,
            EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}"),
            _ => throw new DistributedApplicationException($"'{component}' refers to {expression.ValueExpression}, which has no meaning in Kubernetes."),
        };
    }

    private string ReferTo(ParameterResource secret)
    {
        var name = secret.Name.ToUpperInvariant().Replace('-', '_');
        _sources[name] = secrets.CreateVariable(name, secret, component);
        return $"$({name})";
    }

    // $(NAME) in a value stands for another variable, $$( for itself.
    private static string Escape(string text) => text.Replace("$(", "$$(", StringComparison.Ordinal);
}
