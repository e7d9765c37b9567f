using System.Net;
using Microsoft.Extensions.Primitives;

namespace Foobar.Gateway.Discovery.Dns;

/// <summary>The addresses of a name, in order of their bytes, until they change.</summary>
internal sealed record HostAddresses(IReadOnlyList<IPAddress> Addresses, IChangeToken ChangeToken);
