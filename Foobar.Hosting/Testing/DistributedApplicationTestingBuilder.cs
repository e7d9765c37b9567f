using System.Reflection;
using Foobar.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>Starts an application host in a test: the same composition, on free ports, without the dashboard.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Composes the application of an application host's project.</summary>
    /// <typeparam name="TEntryPoint">A type of the project, such as <c>Projects.Foobar_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Ends the composition.</param>
    /// <returns>The builder, as the application host's code leaves it.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Composes the application of an application host's project.</summary>
    /// <typeparam name="TEntryPoint">A type of the project, such as <c>Projects.Foobar_AppHost</c>.</typeparam>
    /// <param name="args">The command-line arguments for the application host.</param>
    /// <param name="cancellationToken">Ends the composition.</param>
    /// <returns>The builder, as the application host's code leaves it.</returns>
    /// <exception cref="InvalidOperationException">The application host ended before it built an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var entryPoint = await EntryPointRun.StartAsync(typeof(TEntryPoint).Assembly, args, cancellationToken);
        return new TestingBuilder(entryPoint);
    }

    /// <summary>Begins to compose an application in the test itself.</summary>
    /// <param name="args">The command-line arguments.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var builder = new Foobar.Hosting.DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true, AssemblyName = Assembly.GetCallingAssembly().GetName().Name });
        TestingDefaults.Apply(builder);
        return new TestingBuilder(builder);
    }
}
