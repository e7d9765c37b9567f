namespace Foobar.AppHost;

/// <summary>Names a resource that a gateway balances requests over.</summary>
/// <param name="Destination">The resource.</param>
internal sealed record DestinationAnnotation(IResource Destination) : IResourceAnnotation;
