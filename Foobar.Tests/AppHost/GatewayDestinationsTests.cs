using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Foobar.AppHost;

namespace Foobar.Tests.AppHost;

public sealed class GatewayDestinationsTests
{
    [Fact]
    public async Task WithDestination_InRunMode_GivesANameThatServiceDiscoveryKnowsAndWaits()
    {
        var builder = Composer.Begin();
        var web = builder.AddProject<Projects.Foobar_Web>("web-1").WithHttpEndpoint();
        var gateway = builder.AddProject<Projects.Foobar_Gateway>("gateway").WithDestination(web).Resource;

        var environment = new Dictionary<string, object>();
        foreach (var callback in gateway.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(new EnvironmentCallbackContext(builder.ExecutionContext, gateway, environment));
        }

        Assert.Equal("http://web-1", environment["ReverseProxy__Clusters__web__Destinations__web-1__Address"]);
        Assert.Contains("services__web-1__http__0", environment.Keys);
        Assert.Contains(gateway.Annotations.OfType<WaitAnnotation>(), wait => wait.Resource == web.Resource);
    }
}
