using System.Collections.Frozen;

namespace Foobar.Gateway.Tls;

/// <summary>The certificates that are served, by the names that clients ask for.</summary>
internal sealed class CertificateSet
{
    private const string Wildcard = "*.";
    private readonly FrozenDictionary<string, ServerCertificate> _exact;
    private readonly FrozenDictionary<string, ServerCertificate>.AlternateLookup<ReadOnlySpan<char>> _wildcards;

    /// <param name="certificates">At least one; the first is for whoever asks for no name, or for an unknown one.</param>
    public CertificateSet(IReadOnlyList<ServerCertificate> certificates)
    {
        Certificates = certificates;
        var exact = new Dictionary<string, ServerCertificate>(StringComparer.OrdinalIgnoreCase);
        var wildcards = new Dictionary<string, ServerCertificate>(StringComparer.OrdinalIgnoreCase);
        foreach (var certificate in certificates)
        {
            foreach (var name in certificate.Names)
            {
                if (name.StartsWith(Wildcard, StringComparison.Ordinal))
                {
                    wildcards.TryAdd(name[Wildcard.Length..], certificate);
                }
                else
                {
                    exact.TryAdd(name, certificate);
                }
            }
        }

        _exact = exact.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _wildcards = wildcards.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<ServerCertificate> Certificates { get; }

    public ServerCertificate Select(string? serverName)
    {
        if (string.IsNullOrEmpty(serverName))
        {
            return Certificates[0];
        }

        if (_exact.TryGetValue(serverName, out var certificate))
        {
            return certificate;
        }

        // A wildcard stands for one label (RFC 9525, section 6.3).
        var dot = serverName.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _wildcards.TryGetValue(serverName.AsSpan(dot + 1), out certificate) ? certificate : Certificates[0];
    }
}
