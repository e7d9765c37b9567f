using Foobar.MySql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MySqlConnector;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="ReplicatedMySql"/>.</summary>
public static class ReplicatedMySqlExtensions
{
    // With the hundred for writes and the two that look, of two web servers, within the 250 that a node lets in.
    private const uint MaxReadConnections = 20;

    /// <summary>
    /// Registers <see cref="ReplicatedMySql"/> over two connection strings, with traces, metrics and one health check,
    /// <c>mysql</c>: degraded while one node does not answer or none is the primary, unhealthy when none takes reads.
    /// </summary>
    /// <param name="builder">The application to add to.</param>
    /// <param name="firstName">
    /// A node's connection string name; also its name in logs and headers. <c>ReplicatedMySql:Nodes:0</c> goes before it.
    /// </param>
    /// <param name="secondName">
    /// The other node's; <c>ReplicatedMySql:Nodes:1</c> goes before it. Which of them is the primary they say themselves.
    /// </param>
    /// <example>
    /// <code>
    /// builder.AddReplicatedMySql("mysql-1", "mysql-2");
    /// </code>
    /// </example>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, or both are the same.</exception>
    public static void AddReplicatedMySql(this IHostApplicationBuilder builder, string firstName, string secondName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(firstName);
        ArgumentException.ThrowIfNullOrEmpty(secondName);
        var section = builder.Configuration.GetSection(ReplicatedMySqlOptions.SectionName);
        firstName = section["Nodes:0"] ?? firstName;
        secondName = section["Nodes:1"] ?? secondName;
        if (firstName == secondName)
        {
            throw new ArgumentException($"Both nodes have the name '{firstName}'.", nameof(secondName));
        }

        builder.Services.AddOptions<ReplicatedMySqlOptions>()
            .BindConfiguration(ReplicatedMySqlOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        var options = section.Get<ReplicatedMySqlOptions>() ?? new ReplicatedMySqlOptions();
        var first = builder.AddNode(firstName, options);
        var second = builder.AddNode(secondName, options);
        builder.Services.AddSingleton(services => Create(services, firstName, first, secondName, second));

        builder.Services.AddHealthChecks().AddCheck<ReplicatedMySqlHealthCheck>("mysql");
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(ClientMetrics.Name));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(ClientMetrics.Name));
    }

    private static ReplicatedMySql Create(
        IServiceProvider services, string firstName, string first, string secondName, string second)
    {
        var options = services.GetRequiredService<IOptions<ReplicatedMySqlOptions>>().Value;

        // These first: without a connection string they say what to set.
        var (firstClient, firstReads) = CreateClient(services, firstName, first);
        var (secondClient, secondReads) = CreateClient(services, secondName, second);
        var firstProbe = new NodeProbe(firstName, first, options.LookTimeout);
        var secondProbe = new NodeProbe(secondName, second, options.LookTimeout);
        return new ReplicatedMySql(
            new WatchedNode(firstClient, firstProbe.LookAsync),
            new WatchedNode(secondClient, secondProbe.LookAsync),
            options,
            new GtidQueries(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<ReplicatedMySql>>(),
            firstProbe,
            secondProbe,
            firstReads,
            secondReads);
    }

    private static (NodeClient Client, MySqlDataSource Reads) CreateClient(IServiceProvider services, string name, string connectionString)
    {
        var writes = services.GetRequiredKeyedService<MySqlDataSource>(name);
        var reads = new MySqlDataSourceBuilder(ForReads(connectionString)).UseLoggerFactory(services.GetService<ILoggerFactory>()).Build();
        return (new(name, writes, reads), reads);
    }

    // A read leaves nothing behind in its session that the next would have to be rid of first: that would cost more than most
    // reads do. It is also what tells of a broken connection before a command is sent, which matters to writes alone.
    private static string ForReads(string connectionString) =>
        new MySqlConnectionStringBuilder(connectionString) { ConnectionReset = false, MaximumPoolSize = MaxReadConnections }.ConnectionString;

    /// <returns>The node's connection string; empty if there is none.</returns>
    private static string AddNode(this IHostApplicationBuilder builder, string name, ReplicatedMySqlOptions options)
    {
        var connectionString = "";
        builder.AddKeyedMySqlDataSource(name, settings =>
        {
            // One check over both nodes replaces one a node: a service is ready while either node answers.
            settings.DisableHealthChecks = true;
            if (settings.ConnectionString is not null)
            {
                settings.ConnectionString = connectionString = WithTimeouts(settings.ConnectionString, options);
            }
        });
        return connectionString;
    }

    private static string WithTimeouts(string connectionString, ReplicatedMySqlOptions options) =>
        new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionTimeout = (uint)options.ConnectTimeout.TotalSeconds,
            DefaultCommandTimeout = (uint)Math.Ceiling(options.WriteTimeout.TotalSeconds),

            // A command that has timed out ends with its socket: a server that hangs, and a commit that waits for an
            // acknowledgement, heed no KILL.
            CancellationTimeout = -1,
        }.ConnectionString;
}
