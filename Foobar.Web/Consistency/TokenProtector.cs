using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Foobar.MySql;
using Microsoft.Extensions.Options;

namespace Foobar.Web.Consistency;

/// <summary>What a client's token is worth.</summary>
internal enum TokenState
{
    /// <summary>Ours and in time.</summary>
    Valid,

    /// <summary>Ours and too old to matter.</summary>
    Expired,

    /// <summary>Not ours.</summary>
    Forged,
}

/// <summary>
/// Signs tokens, so that nobody can make reads wait for transactions that there will never be. As text, base64url of:
/// version (1 byte), issued (8, Unix milliseconds), GTIDs (ASCII), HMAC-SHA256 of all that (32).
/// </summary>
internal sealed class TokenProtector(IOptions<ConsistencyTokenOptions> options, TimeProvider time)
{
    private const byte Version = 1;
    private const int HeadLength = 1 + sizeof(long);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.Key);

    public TimeSpan Lifetime => options.Value.Lifetime;

    public string Protect(ConsistencyToken token)
    {
        var gtids = Encoding.ASCII.GetBytes(token.ToString());
        var bytes = new byte[HeadLength + gtids.Length + HMACSHA256.HashSizeInBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), time.GetUtcNow().ToUnixTimeMilliseconds());
        gtids.CopyTo(bytes, HeadLength);
        var signed = bytes.Length - HMACSHA256.HashSizeInBytes;
        HMACSHA256.HashData(_key, bytes.AsSpan(0, signed), bytes.AsSpan(signed));
        return Base64Url.EncodeToString(bytes);
    }

    public TokenState Unprotect(string text, out ConsistencyToken? token)
    {
        token = null;
        if (!TryDecode(text, out var bytes) || bytes.Length <= HeadLength + HMACSHA256.HashSizeInBytes)
        {
            return TokenState.Forged;
        }

        var signed = bytes.AsSpan(0, bytes.Length - HMACSHA256.HashSizeInBytes);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, signed), bytes.AsSpan(signed.Length))
            || signed[0] != Version
            || !ConsistencyToken.TryParse(Encoding.ASCII.GetString(signed[HeadLength..]), out var parsed))
        {
            return TokenState.Forged;
        }

        var issued = BinaryPrimitives.ReadInt64BigEndian(signed[1..]);
        if (time.GetUtcNow().ToUnixTimeMilliseconds() - issued > Lifetime.TotalMilliseconds)
        {
            return TokenState.Expired;
        }

        token = parsed;
        return TokenState.Valid;
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
