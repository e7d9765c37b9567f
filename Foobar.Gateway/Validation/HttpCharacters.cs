using System.Buffers;

namespace Foobar.Gateway.Validation;

/// <summary>Character sets of RFC 9110 and RFC 3986.</summary>
internal static class HttpCharacters
{
    /// <summary>RFC 9110, section 5.6.2: what names of fields and options are made of.</summary>
    public static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>RFC 9110, section 5.5: what no value has; a tab is let.</summary>
    public static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c != '\t'), '\x7f']);

    /// <summary>
    /// What a target may be written with: all that is visible, but no fragment. More than RFC 3986 lets, since browsers send
    /// more in a query (WHATWG URL, section 1.3); it is encoded on the way to the server.
    /// </summary>
    public static readonly SearchValues<char> Target =
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7e - 0x20).Select(c => (char)c).Where(c => c != '#')]);
}
