using Aspire.Hosting.Testing;
using Foobar.Hosting;
using Foobar.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foobar.Tests.Composition;

/// <summary>The composed application has its dashboard.</summary>
public sealed partial class FoobarApp
{
    /// <summary>The address that signs a browser in.</summary>
    public Uri DashboardLoginUrl => App.Services.GetServices<IHostedService>().OfType<DashboardServer>().Single().LoginUrl!;

    static partial void ConfigureEngine(IDistributedApplicationTestingBuilder builder) =>
        builder.Services.Configure<EmbeddedEngineOptions>(engine => engine.DisableDashboard = false);
}
