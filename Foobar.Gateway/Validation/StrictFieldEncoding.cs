using System.Text;

namespace Foobar.Gateway.Validation;

/// <summary>
/// Lets Kestrel read a field only if its bytes are as they should be, and answer 400 otherwise. For fields of which it shows
/// something else than came: this is the only place to see them. It asks once for a value that stays the same on a connection.
/// </summary>
internal sealed class StrictFieldEncoding(StrictFieldEncoding.Rule isValid) : Encoding
{
    private static readonly StrictFieldEncoding s_connection = new(ConnectionOptions.IsAllowed);

    // Kestrel would take +5, too.
    private static readonly StrictFieldEncoding s_contentLength = new(value => !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    internal delegate bool Rule(ReadOnlySpan<byte> value);

    /// <summary>For <c>KestrelServerOptions.RequestHeaderEncodingSelector</c>; null is Kestrel's own encoding, UTF-8.</summary>
    public static Encoding? Select(string name) => name switch
    {
        "Connection" => s_connection,
        "Content-Length" => s_contentLength,
        _ => null,
    };

    // Of a string, Kestrel asks for the length first; that this fails is a 400.
    public override int GetCharCount(byte[] bytes, int index, int count) =>
        isValid(bytes.AsSpan(index, count)) ? count : throw new DecoderFallbackException("The field's value is not allowed.");

    // Of a number, it asks for the digits only; that these are none is a 400.
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        if (isValid(bytes.AsSpan(byteIndex, byteCount)))
        {
            return Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
        }

        chars.AsSpan(charIndex, byteCount).Fill('?');
        return byteCount;
    }

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
