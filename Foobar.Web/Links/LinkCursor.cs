using System.Buffers.Binary;
using System.Buffers.Text;

namespace Foobar.Web.Links;

/// <summary>Where a page of the list ended. Opaque to clients: what is in it may change.</summary>
internal static class LinkCursor
{
    public static string Encode(ulong lastId)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, lastId);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryDecode(string cursor, out ulong lastId)
    {
        lastId = 0;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (!Base64Url.IsValid(cursor, out var length) || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out _))
        {
            return false;
        }

        lastId = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return true;
    }
}
