using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Foobar.Gateway.Addresses;

/// <summary>Addresses as numbers; an IPv4 address written as IPv6 (<c>::ffff:10.0.0.1</c>) is the IPv4 address.</summary>
internal static class AddressKey
{
    public const int MappedPrefixLength = 96;

    public static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;

    /// <summary>The bits of an address, the first one as the highest; those of IPv4 are followed by 96 zeros.</summary>
    public static UInt128 Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        var bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return address.IsIPv4MappedToIPv6 ? bits << MappedPrefixLength : bits;
    }

    /// <summary>
    /// One number for one client: an IPv4 address, or the first 64 bits of an IPv6 address, since the rest changes while the
    /// client stays the same (RFC 8981).
    /// </summary>
    public static ulong Client(IPAddress address) => IsIPv4(address)
        ? (uint)(Bits(address) >> MappedPrefixLength)
        : (ulong)(Bits(address) >> 64);
}
