namespace Foobar.Web.DataProtection;

/// <summary>The antiforgery cookie: over HTTPS under a name that no other host of the domain, and no plain HTTP, can set.</summary>
internal sealed class AntiforgeryCookie : CookieBuilder
{
    private const string SecureName = "__Host-antiforgery";
    private const string PlainName = "antiforgery";

    private readonly CurrentRequest _current;

    public AntiforgeryCookie(CurrentRequest current)
    {
        _current = current;
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
        SameSite = SameSiteMode.Strict;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    // Browsers take the prefix over HTTPS alone.
    public override string? Name
    {
        get => _current.Context is { Request.IsHttps: true } ? SecureName : PlainName;
        set => throw new NotSupportedException("The name follows from the scheme of the request.");
    }
}
