using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Foobar.Web.Links.Owners;

/// <summary>
/// The secret of whoever makes links: with it they are listed, counted and deleted. Browsers keep it in a cookie, clients of
/// the API send it as <c>Authorization: Bearer …</c>, and the database knows its hash alone.
/// </summary>
internal sealed class OwnerToken
{
    private const int SecretLength = 32;

    // 256 random bits cannot be tried out, so a plain hash is enough.
    internal OwnerToken(byte[] secret)
    {
        Value = Base64Url.EncodeToString(secret);
        Hash = SHA256.HashData(secret);
    }

    /// <summary>The secret as text: base64url, 43 characters.</summary>
    public string Value { get; }

    /// <summary>What the database keeps.</summary>
    public byte[] Hash { get; }

    public static OwnerToken New() => new(RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>Reads what <see cref="Value"/> has given. Whether anybody owns anything with it is not known by that.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OwnerToken? token)
    {
        token = null;
        Span<byte> secret = stackalloc byte[SecretLength];
        if (text is null || !Base64Url.IsValid(text, out var length) || length != SecretLength
            || !Base64Url.TryDecodeFromChars(text, secret, out _))
        {
            return false;
        }

        token = new(secret.ToArray());
        return true;
    }

    /// <summary>Never the secret, which must not get into a log.</summary>
    public override string ToString() => nameof(OwnerToken);
}
