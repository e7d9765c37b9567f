using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Foobar.Gateway.Tls;

/// <summary>The certificate extension that limits the names an authority may vouch for (RFC 5280, section 4.2.1.10).</summary>
internal static class NameConstraints
{
    private const string Oid = "2.5.29.30";
    private static readonly Asn1Tag s_permittedSubtrees = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag s_dnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag s_ipAddress = new(TagClass.ContextSpecific, 7);

    public static X509Extension Permit(IEnumerable<string> domains, IEnumerable<IPNetwork> networks)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence(s_permittedSubtrees))
        {
            foreach (var domain in domains)
            {
                using (asn.PushSequence())
                {
                    asn.WriteCharacterString(UniversalTagNumber.IA5String, domain, s_dnsName);
                }
            }

            foreach (var network in networks)
            {
                using (asn.PushSequence())
                {
                    asn.WriteOctetString([.. network.BaseAddress.GetAddressBytes(), .. Mask(network)], s_ipAddress);
                }
            }
        }

        return new X509Extension(Oid, asn.Encode(), critical: true);
    }

    private static byte[] Mask(IPNetwork network)
    {
        var mask = new byte[network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 4 : 16];
        for (var bit = 0; bit < network.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return mask;
    }
}
