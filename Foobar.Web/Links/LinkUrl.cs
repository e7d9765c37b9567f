using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Foobar.Web.Links.Urls;

namespace Foobar.Web.Links;

/// <summary>Where a link leads to: the form of it.</summary>
internal static class LinkUrl
{
    public const int MaxLength = 2048;

    /// <summary>Accepts an absolute http or https URL and makes it fit for a Location header.</summary>
    /// <param name="input">What the user gave.</param>
    /// <param name="url">The URL as given, or escaped if it has characters that a URL may not have.</param>
    /// <param name="error">What is wrong, for the user.</param>
    public static bool TryNormalize(
        string? input, [NotNullWhen(true)] out string? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = null;

        var trimmed = input?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            error = "Enter a URL.";
        }
        else if (trimmed.Length > MaxLength)
        {
            error = TooLong;
        }
        else if (trimmed.Any(IsInvisible)
            || !Uri.TryCreate(trimmed, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0)
        {
            error = "Enter a whole URL that starts with http:// or https://.";
        }
        else if (uri.UserInfo.Length > 0)
        {
            error = "Enter a URL without a user name or password: everybody who has the link would see them.";
        }
        else if ((trimmed.All(IsUrlCharacter) ? trimmed : Escape(uri)) is not { } normalized || !TryFindMixedLabel(normalized, out var mixed))
        {
            error = $"Enter a URL with a valid host name; '{uri.Host}' is none.";
        }
        else if (mixed is not null)
        {
            error = $"Enter a URL whose host name does not mix letters of several scripts, as '{mixed}' does: it looks like another name.";
        }
        else if (normalized.Length > MaxLength)
        {
            error = TooLong;
        }
        else
        {
            url = normalized;
        }

        return error is null;
    }

    private static string TooLong => $"A URL has at most {MaxLength:N0} characters, escaped as a browser sends it.";

    // Of no use in a URL, and able to show it as another: controls, and what joins, separates or turns around text.
    private static bool IsInvisible(char character) =>
        char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsUrlCharacter(char character) => character is > ' ' and < '\x7f' and not '\\';

    /// <returns>False if the host name claims to have an other form than ASCII's and has none.</returns>
    private static bool TryFindMixedLabel(string url, out string? mixed)
    {
        try
        {
            mixed = HostScripts.FindMixed(new Uri(url).IdnHost);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or UriFormatException)
        {
            mixed = null;
            return false;
        }
    }

    /// <returns>The URL in ASCII alone, or null if its host name has no such form (RFC 5891).</returns>
    private static string? Escape(Uri uri)
    {
        try
        {
            var escaped = new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;

            // Some names, such as those with a label that is too long, come back as they were.
            return escaped.All(IsUrlCharacter) ? escaped : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
