using System.Net;

namespace Foobar.Web.Links.Urls;

/// <summary>Compares names of hosts.</summary>
internal static class HostNames
{
    private const string Www = "www.";
    private const string Localhost = "localhost";

    /// <summary>Without the dot that ends a whole name, and the brackets of an IPv6 address.</summary>
    public static string Normalize(string host) => host.TrimEnd('.').TrimStart('[').TrimEnd(']').ToLowerInvariant();

    /// <summary>Without <c>www.</c>: both names are one site.</summary>
    public static string Apex(string host) => Normalize(host) is var name && name.StartsWith(Www, StringComparison.Ordinal) ? name[Www.Length..] : name;

    /// <summary>Whether the host is a domain or below it.</summary>
    public static bool IsWithin(string host, string domain)
    {
        var (name, parent) = (Normalize(host), Normalize(domain));
        return name == parent || name.EndsWith($".{parent}", StringComparison.Ordinal);
    }

    /// <summary>Whether the name leads to the machine that asks.</summary>
    public static bool IsLoopback(string host) =>
        IsWithin(host, Localhost) || (IPAddress.TryParse(Normalize(host), out var address)
            && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
}
