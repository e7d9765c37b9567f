namespace Foobar.Web.Api;

/// <summary>Says in the API's document whether an operation takes the owner's token.</summary>
/// <param name="IsRequired">Whether it fails without.</param>
internal sealed record OwnerTokenUse(bool IsRequired);
