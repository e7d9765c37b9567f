using Foobar.MySql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="ReplicatedMySql"/>.</summary>
public static class ReplicatedMySqlExtensions
{
    /// <summary>
    /// Registers <see cref="ReplicatedMySql"/> over two connection strings, with traces, metrics and one health check,
    /// <c>mysql</c>, that is degraded while one node does not answer and unhealthy when none does.
    /// </summary>
    /// <param name="builder">The application to add to.</param>
    /// <param name="primaryName">The primary's connection string name; also its name in logs and headers.</param>
    /// <param name="replicaName">The replica's connection string name; also its name in logs and headers.</param>
    /// <example>
    /// <code>
    /// builder.AddReplicatedMySql("mysql-1", "mysql-2");
    /// </code>
    /// </example>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static void AddReplicatedMySql(this IHostApplicationBuilder builder, string primaryName, string replicaName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(primaryName);
        ArgumentException.ThrowIfNullOrEmpty(replicaName);

        builder.Services.AddOptions<ReplicatedMySqlOptions>()
            .BindConfiguration(ReplicatedMySqlOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        var section = builder.Configuration.GetSection(ReplicatedMySqlOptions.SectionName);
        var options = section.Get<ReplicatedMySqlOptions>() ?? new ReplicatedMySqlOptions();
        builder.AddNode(primaryName, options);
        builder.AddNode(replicaName, options);

        builder.Services.AddSingleton(services => new ReplicatedMySql(
            CreateNode(services, primaryName),
            CreateNode(services, replicaName),
            services.GetRequiredService<ILogger<ReplicatedMySql>>()));

        builder.Services.AddHealthChecks().AddCheck<ReplicatedMySqlHealthCheck>("mysql");
    }

    private static NodeClient CreateNode(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredKeyedService<MySqlDataSource>(name).OpenConnectionAsync,
        new NodeAvailability(
            services.GetRequiredService<IOptions<ReplicatedMySqlOptions>>().Value.RetryInterval,
            services.GetService<TimeProvider>() ?? TimeProvider.System));

    private static void AddNode(this IHostApplicationBuilder builder, string name, ReplicatedMySqlOptions options) =>
        builder.AddKeyedMySqlDataSource(name, settings =>
        {
            // One check over both nodes replaces one a node: a service is ready while either node answers.
            settings.DisableHealthChecks = true;
            if (settings.ConnectionString is not null)
            {
                settings.ConnectionString = WithTimeouts(settings.ConnectionString, options);
            }
        });

    private static string WithTimeouts(string connectionString, ReplicatedMySqlOptions options) =>
        new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionTimeout = (uint)options.ConnectTimeout.TotalSeconds,
            DefaultCommandTimeout = (uint)options.CommandTimeout.TotalSeconds,

            // After a command's time-out: how long to wait for KILL QUERY before the socket is closed. A commit that
            // waits for the replica's acknowledgement cannot be killed.
            CancellationTimeout = 1,
        }.ConnectionString;
}
