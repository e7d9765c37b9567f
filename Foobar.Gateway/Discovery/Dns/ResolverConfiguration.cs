using System.Globalization;
using System.Net;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>What the system says about asking for names (resolv.conf(5)).</summary>
/// <param name="Servers">The servers, in order.</param>
/// <param name="Search">The domains in which a short name is looked for, in order.</param>
/// <param name="Dots">A name with as many dots is tried as it is first.</param>
internal sealed record ResolverConfiguration(IReadOnlyList<IPEndPoint> Servers, IReadOnlyList<string> Search, int Dots)
{
    private const string File = "/etc/resolv.conf";
    private const int Port = 53;
    private const int MaxDots = 15;

    /// <exception cref="IOException">It cannot be read.</exception>
    public static ResolverConfiguration Read() => System.IO.File.Exists(File)
        ? Parse(System.IO.File.ReadLines(File))
        : new([.. DnsClient.NameServer.ResolveNameServers().Select(server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port))], [], 1);

    public static ResolverConfiguration Parse(IEnumerable<string> lines)
    {
        var servers = new List<IPEndPoint>();
        string[] search = [];
        var dots = 1;
        foreach (var line in lines)
        {
            switch (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case ["nameserver", var server, ..] when IPAddress.TryParse(server, out var address):
                    servers.Add(new(address, Port));
                    break;
                case ["search" or "domain", .. var domains]:
                    search = domains;
                    break;
                case ["options", .. var options]:
                    dots = options.Select(ParseDots).LastOrDefault(found => found is not null) ?? dots;
                    break;
            }
        }
        return new(servers, search, dots);
    }

    /// <summary>The whole names that a name may stand for, in the order in which they are tried.</summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.'))
        {
            return [name];
        }
        var searched = Search.Select(domain => $"{name}.{domain.Trim('.')}.").Where(candidate => candidate.Length > name.Length + 2);
        return name.Count(character => character == '.') >= Dots ? [$"{name}.", .. searched] : [.. searched, $"{name}."];
    }

    private static int? ParseDots(string option) =>
        option.StartsWith("ndots:", StringComparison.Ordinal) && int.TryParse(option.AsSpan("ndots:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var dots)
            ? Math.Min(dots, MaxDots)
            : null;
}
