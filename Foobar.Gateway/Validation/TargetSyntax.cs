using Foobar.Gateway.Refusals;

namespace Foobar.Gateway.Validation;

/// <summary>What is asked for, as it was sent (RFC 9112, section 3.2). Kestrel has checked its form and that Host agrees.</summary>
internal static class TargetSyntax
{
    private static readonly Refusal s_characters =
        Refusal.Syntax("The target has characters that a target cannot have, such as blanks, a fragment or control characters.");

    private static readonly Refusal s_path =
        Refusal.Syntax("The path has backslashes, bad escapes, or encoded slashes, dot segments or control characters.");

    private static readonly Refusal s_authority =
        Refusal.Syntax("The target must be a path, or a URL of http or https without user information.");

    /// <returns>What is wrong, or null.</returns>
    public static Refusal? Check(ReadOnlySpan<char> target)
    {
        if (target.ContainsAnyExcept(HttpCharacters.Target))
        {
            return s_characters;
        }

        if (target.IsEmpty || target[0] != '/')
        {
            if (!TryRemoveAuthority(ref target))
            {
                return s_authority;
            }
        }

        var query = target.IndexOf('?');
        return PathSyntax.IsUnambiguous(query < 0 ? target : target[..query]) ? null : s_path;
    }

    private static bool TryRemoveAuthority(ref ReadOnlySpan<char> target)
    {
        // Of OPTIONS, and of CONNECT, which the firewall refuses.
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return true;
        }

        if (!target[..scheme].Equals("http", StringComparison.OrdinalIgnoreCase)
            && !target[..scheme].Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        target = target[(scheme + 3)..];
        var end = target.IndexOfAny('/', '?');
        var authority = end < 0 ? target : target[..end];
        target = end < 0 ? default : target[end..];
        return !authority.IsEmpty && !authority.ContainsAny('@', '\\');
    }
}
