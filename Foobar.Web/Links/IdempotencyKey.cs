using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Foobar.Web.Links;

/// <summary>
/// Names a request to make a link, so that sent again it makes no other (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 255;

    /// <summary>A key that nobody else has.</summary>
    public static string Generate() => Guid.NewGuid().ToString("N");

    /// <summary>Reads the header: a quoted string, as the draft has it, or the bare key, as most clients send it.</summary>
    /// <param name="header">The header's value, or null without one.</param>
    /// <param name="key">The key; a new one without a header.</param>
    /// <returns>Whether the key is 1 to 255 visible ASCII characters.</returns>
    public static bool TryParse(string? header, out string key)
    {
        if (header is null)
        {
            key = Generate();
            return true;
        }

        key = header is ['"', .. var inner, '"'] ? inner : header;
        return key.Length is >= 1 and <= MaxLength && key.All(character => character is > ' ' and < '\x7f' and not ('"' or '\\'));
    }

    /// <summary>
    /// The key of a form. A form sent twice is one request; one that was corrected in between, perhaps after going back, is
    /// another although it has the same hidden field.
    /// </summary>
    public static string OfForm(string? field, string? url, string? alias, string? expiresAt = null) =>
        string.IsNullOrEmpty(field) ? Generate() : $"form-{Base64Url.EncodeToString(Hash(field, url ?? "", alias, expiresAt))}";

    /// <summary>Tells requests apart that have the same key.</summary>
    public static byte[] Fingerprint(string url, string? alias, DateTime? expiresAt) =>
        // Links older than the expiry have been told apart by the first two.
        expiresAt is null ? Hash(url, alias) : Hash(url, alias, expiresAt.Value.ToString("O", CultureInfo.InvariantCulture));

    // No part has a line break, except in a form that nobody filled in by hand.
    private static byte[] Hash(params ReadOnlySpan<string?> parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)));
}
