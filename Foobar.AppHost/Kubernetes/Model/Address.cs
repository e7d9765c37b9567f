namespace Foobar.AppHost.Kubernetes.Model;

/// <summary>Where an endpoint is reached within the namespace.</summary>
internal readonly record struct Address(string Scheme, string Host, int Port);
