namespace Foobar.Tests.Hosting.Dashboard.Browser;

/// <summary>The dashboard of an application that does nothing, started once for all tests of a class.</summary>
public sealed class EmptyDashboard : IAsyncLifetime
{
    private TestDashboard? _dashboard;

    public Uri LoginUrl => _dashboard?.LoginUrl ?? throw new InvalidOperationException("The dashboard is not started.");

    public async ValueTask InitializeAsync() => _dashboard = await TestDashboard.StartAsync(builder => builder.AddResource(new TestDashboard.Thing("thing")));

    public ValueTask DisposeAsync() => _dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;
}
