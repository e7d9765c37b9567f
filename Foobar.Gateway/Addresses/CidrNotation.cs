using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Addresses;

/// <summary>
/// Networks as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>, and single addresses. Stricter than <see cref="IPNetwork.Parse(string)"/>,
/// which reads <c>010.1/8</c> as 8.0.0.0/8: a rule that says something else than it seems to is worse than none.
/// </summary>
internal static class CidrNotation
{
    /// <summary>What is wrong in a list, each with its index: <c>Deny:2 is '10.0.0.1/8'; …</c></summary>
    /// <param name="key">The list's key; empty for a list that is a feature's whole section.</param>
    /// <param name="networks">The entries as they were written.</param>
    public static IEnumerable<SettingProblem> Validate(string key, IReadOnlyList<string> networks)
    {
        for (var i = 0; i < networks.Count; i++)
        {
            if (!TryParse(networks[i], out _, out var problem))
            {
                yield return new(key.Length == 0 ? $"{i}" : $"{key}:{i}", $"is '{networks[i]}'; {problem}");
            }
        }
    }

    /// <exception cref="FormatException">It is no network; <see cref="Validate"/> says so before.</exception>
    public static IPNetwork Parse(string text) =>
        TryParse(text, out var network, out var problem) ? network : throw new FormatException($"'{text}': {problem}.");

    public static bool TryParse(string? text, out IPNetwork network, [NotNullWhen(false)] out string? problem)
    {
        network = default;
        problem = "a network such as 10.0.0.0/8 or 2001:db8::/32, or an address, is allowed";
        var parts = text?.Split('/') ?? [];
        if (parts.Length is 0 or > 2 || !TryParseAddress(parts[0], out var address))
        {
            return false;
        }

        var bits = address.GetAddressBytes().Length * 8;
        var length = bits;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            problem = $"a prefix length of 0 to {bits} is allowed";
            return false;
        }

        // Since .NET 10 it takes an address with host bits, and clears them.
        network = new IPNetwork(address, length);
        if (!network.BaseAddress.Equals(address))
        {
            problem = $"it has bits set after the first {length}; the network is {network}";
            return false;
        }

        problem = null;
        return true;
    }

    private static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.'));
}
