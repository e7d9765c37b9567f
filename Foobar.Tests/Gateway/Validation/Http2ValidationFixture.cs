using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Gateway.Validation;

/// <summary>The same gateway, taking HTTP/2 in clear text, so that a test can write its frames.</summary>
public sealed class Http2ValidationFixture : RequestValidationFixture
{
    protected override void Configure(WebApplicationBuilder builder) => builder.WebHost.UseHttp2PriorKnowledge();
}
