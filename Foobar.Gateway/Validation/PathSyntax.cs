using System.Buffers;
using System.Text.Unicode;

namespace Foobar.Gateway.Validation;

/// <summary>
/// Whether a path is the same to all who read it, however often they decode it and whatever they take for a separator. Plain dot
/// segments are: Kestrel resolves them, and the server never sees them.
/// </summary>
internal static class PathSyntax
{
    private const int StackBytes = 512;

    private static readonly SearchValues<char> s_special = SearchValues.Create("%;\\");

    public static bool IsUnambiguous(ReadOnlySpan<char> path)
    {
        if (!path.ContainsAny(s_special))
        {
            return true;
        }

        if (path.Length <= StackBytes)
        {
            return IsUnambiguous(path, stackalloc byte[StackBytes]);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(path.Length);
        try
        {
            return IsUnambiguous(path, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsUnambiguous(ReadOnlySpan<char> path, Span<byte> decoded)
    {
        var length = 0;
        var segmentStart = 0;
        var isEncoded = false;
        for (var i = 0; i < path.Length; i++)
        {
            var value = (int)path[i];
            var isEscape = value == '%';
            if (isEscape)
            {
                if (!TryDecode(path[i..], out value))
                {
                    return false;
                }

                i += 2;
            }

            // An encoded slash is no separator to some, and YARP could not pass it on as it came.
            if (value is < ' ' or '\x7f' or '\\' || (value == '/' && isEscape))
            {
                return false;
            }

            if (value == '/')
            {
                if (IsHiddenDotSegment(decoded[segmentStart..length], isEncoded))
                {
                    return false;
                }

                segmentStart = length + 1;
                isEncoded = false;
            }

            isEncoded |= isEscape;
            decoded[length++] = (byte)value;
        }

        // Overlong forms, such as C0 AF for a slash, are not valid.
        return !IsHiddenDotSegment(decoded[segmentStart..length], isEncoded) && Utf8.IsValid(decoded[..length]);
    }

    private static bool TryDecode(ReadOnlySpan<char> escape, out int value)
    {
        value = 0;
        if (escape.Length < 3 || !char.IsAsciiHexDigit(escape[1]) || !char.IsAsciiHexDigit(escape[2]))
        {
            return false;
        }

        value = (HexValue(escape[1]) << 4) | HexValue(escape[2]);
        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>A dot segment of which a dot is encoded, or with a parameter (<c>..;a</c>), which some servers cut off.</summary>
    private static bool IsHiddenDotSegment(ReadOnlySpan<byte> segment, bool isEncoded)
    {
        var end = segment.IndexOf((byte)';');
        var name = end < 0 ? segment : segment[..end];
        return (isEncoded || end >= 0) && (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8));
    }
}
