using System.Collections.ObjectModel;
using Foobar.Gateway.Addresses;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Forwarding;

/// <summary>
/// Networks of the proxies before the gateway, such as <c>10.0.0.0/8</c>; none unless set. What they say of the client
/// (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>, <c>X-Request-Id</c>) and of the request's trace (<c>traceparent</c>) is
/// believed, what others say is dropped.
/// </summary>
internal sealed class TrustedProxies : Collection<string>, ISettings
{
    public IEnumerable<SettingProblem> Validate() => CidrNotation.Validate(string.Empty, this);
}
