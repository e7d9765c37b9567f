using System.Net;
using DnsClient;
using DnsClient.Protocol;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>Asks name servers, past every cache of this machine: who refreshes often wants to know what is so now.</summary>
/// <remarks>
/// Not the system's own resolver, whose answer does not tell a name without addresses from a server that is out of order,
/// and which holds a thread while it waits.
/// </remarks>
internal sealed class DnsQuery(GatewayConfiguration configuration)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly Compiled<DnsSettings, Resolver> _resolver = new(Create);

    /// <summary>The addresses of a name: none if it has none or does not exist.</summary>
    /// <remarks>
    /// Those of IPv6 only if there are none of IPv4: a server that has both would count twice.
    /// </remarks>
    /// <exception cref="DnsQueryException">Nobody says.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var (client, system) = _resolver.For(configuration.Current.Discovery.Dns);
        foreach (var name in system.Candidates(host))
        {
            foreach (var type in new[] { QueryType.A, QueryType.AAAA })
            {
                if (await AskAsync(client, name, type, cancellationToken) is { Count: > 0 } addresses)
                {
                    return addresses;
                }
            }
        }
        return [];
    }

    private static async Task<IReadOnlyList<IPAddress>> AskAsync(LookupClient client, string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.QueryAsync(name, type, cancellationToken: cancellationToken);

            // Another of the names it may stand for must not be taken for it because a server is out of order.
            return answer.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                ? [.. answer.Answers.OfType<AddressRecord>().Select(record => record.Address).Distinct()]
                : throw new DnsQueryException($"{answer.NameServer} answers {answer.Header.ResponseCode} for {name}");
        }
        catch (DnsResponseException exception)
        {
            throw new DnsQueryException($"no name server answers for {name}: {exception.Message}", exception);
        }
    }

    private static Resolver Create(DnsSettings settings)
    {
        var system = ResolverConfiguration.Read();
        IPEndPoint[] servers = settings.Servers.Count > 0 ? [.. settings.ParseServers()] : [.. system.Servers];
        return new(new LookupClient(new LookupClientOptions(servers)
        {
            UseCache = false,
            Timeout = s_timeout,
            Retries = 1,
            UseRandomNameServer = false,
        }), system);
    }

    private sealed record Resolver(LookupClient Client, ResolverConfiguration System);
}
