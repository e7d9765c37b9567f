using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Foobar.Web.Links;

/// <summary>The part after the slash: generated, or chosen by the user (an alias).</summary>
internal static class LinkCode
{
    public const int MinLength = 3;
    public const int MaxLength = 32;

    /// <summary>58^7 is 2.2 × 10^12 codes: too many to try them out, and collisions stay rare.</summary>
    public const int GeneratedLength = 7;

    /// <summary>Base 58: letters and digits without those that look alike (0 O I l).</summary>
    public const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>The route pattern of a code, so that other paths never cost a look-up.</summary>
    public const string RoutePattern = "{code:regex(^[A-Za-z0-9_-]{{3,32}}$)}";

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Paths that are, or may become, the site's own.</summary>
    private static readonly FrozenSet<string> s_reserved = new[]
    {
        "about", "account", "admin", "alive", "api", "assets", "css", "docs", "error", "errors", "favicon", "health", "help",
        "home", "images", "img", "index", "js", "links", "login", "logout", "metrics", "new", "openapi", "privacy", "robots",
        "scalar", "security", "sitemap", "static", "status", "styles", "scripts", "swagger", "system", "terms", "version",
        "well-known", "www",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Generate()
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetString(Alphabet, GeneratedLength);
            if (!IsReserved(code))
            {
                return code;
            }
        }
    }

    /// <summary>Whether a link could have this code at all.</summary>
    public static bool IsWellFormed(string code) =>
        code.Length is >= MinLength and <= MaxLength && !code.AsSpan().ContainsAnyExcept(s_allowed);

    /// <summary>Whether this path is, or may become, the site's own, and is never a link's.</summary>
    public static bool IsReserved(string code) => s_reserved.Contains(code);

    /// <returns>What is wrong with the alias, or null.</returns>
    public static string? Validate(string alias)
    {
        if (!IsWellFormed(alias))
        {
            return $"An alias has {MinLength} to {MaxLength} letters (a-z, A-Z), digits, '-' or '_'.";
        }

        return IsReserved(alias) ? $"The alias '{alias}' is reserved for the site itself." : null;
    }
}
