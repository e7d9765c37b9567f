using System.Net;
using System.Net.Sockets;

namespace Foobar.Gateway.Addresses;

/// <summary>
/// Networks with a value each; an address gets that of the longest network it is in. A path-compressed binary trie
/// (Morrison's Patricia, 1968), one for each version of IP: as many steps as networks lie in one another, whatever their number.
/// </summary>
internal sealed class CidrTrie<T>
{
    private Node? _ipv4;
    private Node? _ipv6;

    /// <param name="entries">Of the same network twice, the last one is taken.</param>
    public CidrTrie(IEnumerable<KeyValuePair<IPNetwork, T>> entries)
    {
        foreach (var (network, value) in entries)
        {
            IsEmpty = false;
            var isMapped = network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= AddressKey.MappedPrefixLength;
            var bits = AddressKey.Bits(network.BaseAddress);
            if (isMapped)
            {
                Insert(ref _ipv4, bits, network.PrefixLength - AddressKey.MappedPrefixLength, value);
            }
            else if (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
            {
                Insert(ref _ipv4, bits, network.PrefixLength, value);
            }
            else
            {
                Insert(ref _ipv6, bits, network.PrefixLength, value);
            }
        }
    }

    public bool IsEmpty { get; } = true;

    public bool Contains(IPAddress address) => TryFind(address, out _);

    /// <summary>Finds the value of the longest network that the address is in.</summary>
    public bool TryFind(IPAddress address, out T? value)
    {
        value = default;
        var isFound = false;
        var node = AddressKey.IsIPv4(address) ? _ipv4 : _ipv6;
        if (node is null)
        {
            return false;
        }

        var bits = AddressKey.Bits(address);
        while (node is not null && (bits & Mask(node.Length)) == node.Bits)
        {
            if (node.HasValue)
            {
                (value, isFound) = (node.Value, true);
            }

            node = node.Length == 128 ? null : IsSet(bits, node.Length) ? node.One : node.Zero;
        }

        return isFound;
    }

    private static void Insert(ref Node? place, UInt128 bits, int length, T value)
    {
        if (place is not { } node)
        {
            place = new Node(bits, length) { HasValue = true, Value = value };
            return;
        }

        var common = Math.Min(Math.Min(length, node.Length), (int)UInt128.LeadingZeroCount(bits ^ node.Bits));
        if (common < node.Length)
        {
            // The paths part within this node's: a node of what both have comes before it.
            var fork = new Node(bits & Mask(common), common);
            fork.Child(node.Bits) = node;
            place = node = fork;
        }

        if (common == length)
        {
            (node.HasValue, node.Value) = (true, value);
        }
        else
        {
            Insert(ref node.Child(bits), bits, length, value);
        }
    }

    private static UInt128 Mask(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);

    private static bool IsSet(UInt128 bits, int index) => (bits >> (127 - index) & UInt128.One) != UInt128.Zero;

    private sealed class Node(UInt128 bits, int length)
    {
        private Node? _zero;
        private Node? _one;

        public UInt128 Bits { get; } = bits;

        public int Length { get; } = length;

        public bool HasValue { get; set; }

        public T? Value { get; set; }

        public Node? Zero => _zero;

        public Node? One => _one;

        public ref Node? Child(UInt128 bits) => ref IsSet(bits, Length) ? ref _one : ref _zero;
    }
}
