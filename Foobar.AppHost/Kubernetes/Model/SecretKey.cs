namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>A key of a Secret: the name and the value of a parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsPassword">Whether it is a password, which goes into connection strings.</param>
internal sealed record SecretKey(ParameterResource Parameter, bool IsPassword)
{
    public string Name => Parameter.Name;
}
