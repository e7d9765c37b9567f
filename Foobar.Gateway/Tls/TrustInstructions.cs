namespace Foobar.Gateway.Tls;

/// <summary>How to make browsers and curl trust the development authority.</summary>
internal static class TrustInstructions
{
    private const string Name = "Foobar development CA";
    private const string FileName = "foobar-development.crt";

    /// <param name="authority">The authority's certificate, <c>ca.crt</c>.</param>
    /// <param name="folder">Where it lies, with its private key.</param>
    public static IEnumerable<string> For(string authority, string folder) =>
    [
        $"A development certificate was made in {folder}. To make browsers and curl trust it, once:",
        $"  Debian, Ubuntu  sudo cp \"{authority}\" /usr/local/share/ca-certificates/{FileName} && sudo update-ca-certificates",
        $"  Fedora          sudo cp \"{authority}\" /etc/pki/ca-trust/source/anchors/{FileName} && sudo update-ca-trust",
        $"  Chrome on Linux certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n \"{Name}\" -i \"{authority}\"  (from libnss3-tools or nss-tools)",
        $"  macOS           sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain \"{authority}\"",
        $"  Windows         certutil -user -addstore Root \"{authority}\"",
        "  Firefox         Settings, Privacy & Security, View Certificates, Authorities, Import (macOS, Windows: follows the system)",
        $"  curl alone      curl --cacert \"{authority}\" https://localhost:8443/",
        "It can vouch for localhost and foobar.com only.",
    ];
}
