namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a published project shall not believe <c>X-Forwarded-*</c> headers.</summary>
public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation
{
}
