namespace Foobar.Gateway.Addresses;

internal static class CidrSet
{
    /// <summary>The networks of a list that was found valid, to ask whether they contain an address.</summary>
    public static CidrTrie<bool> Create(IEnumerable<string> networks) =>
        new(networks.Select(network => KeyValuePair.Create(CidrNotation.Parse(network), true)));
}
