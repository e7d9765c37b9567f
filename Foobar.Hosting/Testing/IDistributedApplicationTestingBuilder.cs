namespace Aspire.Hosting.Testing;

/// <summary>Composes an application for a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Builds the application.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The application, not started.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
