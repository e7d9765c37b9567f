using Foobar.Gateway.Refusals;
using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Validation;

/// <summary>Names and values of fields (RFC 9110, section 5), of which Kestrel lets more through than HTTP has.</summary>
internal static class FieldSyntax
{
    private static readonly Refusal s_name = Refusal.Syntax("A field has a name that is no token.");
    private static readonly Refusal s_value = Refusal.Syntax("A field's value has control characters.");

    /// <param name="headers">All fields; of HTTP/2, Kestrel's include its pseudo-header fields.</param>
    /// <param name="isHttp1">Whether there can be none of these.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Refusal? Check(IHeaderDictionary headers, bool isHttp1)
    {
        foreach (var (name, values) in headers)
        {
            if (name.AsSpan().ContainsAnyExcept(HttpCharacters.Token) && (isHttp1 || !name.StartsWith(':')))
            {
                return s_name;
            }

            if (HasControl(values))
            {
                return s_value;
            }
        }

        return null;
    }

    private static bool HasControl(in StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].AsSpan().ContainsAny(HttpCharacters.Control))
            {
                return true;
            }
        }

        return false;
    }
}
