using System.Text;

namespace Foobar.Gateway.Validation;

/// <summary>
/// Connection (RFC 9110, section 7.6.1) names fields that are not for the next server. Kestrel shows no more than
/// <c>close</c> of <c>close, X-Forwarded-For</c>, so that such a field could not be removed; and nobody asks a site for
/// anything but these options, unless to have a field removed that is meant for the servers.
/// </summary>
internal static class ConnectionOptions
{
    public static bool IsAllowed(ReadOnlySpan<byte> value)
    {
        foreach (var range in value.Split((byte)','))
        {
            var option = value[range].Trim(" \t"u8);
            if (!option.IsEmpty
                && !Ascii.EqualsIgnoreCase(option, "keep-alive"u8)
                && !Ascii.EqualsIgnoreCase(option, "close"u8)
                && !Ascii.EqualsIgnoreCase(option, "upgrade"u8)
                && !Ascii.EqualsIgnoreCase(option, "TE"u8)
                && !Ascii.EqualsIgnoreCase(option, "HTTP2-Settings"u8))
            {
                return false;
            }
        }

        return true;
    }
}
