using Foobar.AppHost.MySql.Faults;
using Foobar.AppHost.MySql.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>
/// Servers as processes that run mysql-node.sh, or that hold a container which runs it. Compiled for the embedded engine.
/// </summary>
internal static class MySqlNodes
{
    /// <summary>Adds both servers and the setup that they wait for.</summary>
    public static MySqlNodePair Add(
        IDistributedApplicationBuilder builder, IResourceBuilder<MySqlReplicationResource> replication, Lazy<MySqlReplicationOptions> options)
    {
        builder.Services.TryAddSingleton<FolderLock>();
        var setup = builder.AddResource(new MySqlSetupResource($"{replication.Resource.Name}-setup"))
            .ExcludeFromManifest()
            .WithInitialState(new() { ResourceType = "MySqlSetup", Properties = [], State = KnownResourceStates.NotStarted })
            .WithParentRelationship(replication.Resource)
            .OnInitializeResource((resource, e, cancellationToken) => RunSetupAsync(resource, e, replication.Resource, options.Value, cancellationToken));

        return new(
            [AddServer(builder, replication, setup, options, 1), AddServer(builder, replication, setup, options, 2)],
            setup,
            () => options.Value.DataFolder,
            manager => WitnessFolder.GetPath(options.Value, manager),
            node => GetPeerAddress(setup.Resource, node),
            (node, signal, _, cancellationToken) => SendSignalAsync(setup.Resource, options.Value, node, signal, cancellationToken));
    }

    /// <summary>Checks what can be checked before anything starts.</summary>
    /// <exception cref="DistributedApplicationException">The settings cannot work.</exception>
    public static async Task CheckAsync(
        MySqlReplicationResource replication, MySqlReplicationOptions options, IServiceProvider services, CancellationToken cancellationToken)
    {
        DataFolder.Check(options, replication.Name, services.GetRequiredService<FolderLock>());
        if (options.Mysqld is not null)
        {
            var probe = await MysqldFinder.ProbeSettingAsync(options.Mysqld, cancellationToken);
            if (probe.Problem is not null)
            {
                throw new DistributedApplicationException(
                    $"'{replication.Name}' cannot use MySql:Mysqld: {probe.Problem}. Set it to MySQL {MysqldProbe.OldestVersion} or newer, or leave it out.");
            }
        }
    }

    private static IResourceBuilder<IResourceWithEndpoints> AddServer(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<MySqlReplicationResource> replication,
        IResourceBuilder<MySqlSetupResource> setup,
        Lazy<MySqlReplicationOptions> options,
        int number)
    {
        var name = NodeName.Create(builder, replication.Resource.Name, number);
        var server = builder.AddExecutable(name, NodeCommand.Command, builder.AppHostDirectory);
        var port = server.WithEndpoint(scheme: "tcp", name: MySqlReplicationPair.EndpointName)
            .GetEndpoint(MySqlReplicationPair.EndpointName).Property(EndpointProperty.TargetPort);

        Dictionary<string, object> GetEnvironment()
        {
            var environment = NodeEnvironment.Create(replication.Resource, number);
            switch (setup.Resource.Choice)
            {
                case ServerChoice.Process process:
                    environment["MYSQLD"] = process.Mysqld;
                    environment["MYSQL_NODE_DATA"] = DataFolder.GetPath(options.Value, name);
                    environment["MYSQL_NODE_TEMPLATES"] = Path.Combine(options.Value.CacheFolder, "templates");
                    environment["MYSQL_NODE_PORT"] = port;
                    break;
                case ServerChoice.Container:
                    NodeEnvironment.AddContainer(environment, name);
                    break;
            }
            return environment;
        }

        return server
            .WithManifestPublishingCallback(context => NodeManifest.Write(context, replication.Resource, name, number, builder.AppHostDirectory))
            .WithParentRelationship(replication.Resource)
            .WithEnvironment(context =>
            {
                foreach (var (key, value) in GetEnvironment())
                {
                    context.EnvironmentVariables[key] = value;
                }
            })
            .WithArgs(context =>
            {
                var arguments = setup.Resource.Choice is ServerChoice.Container container
                    ? NodeCommand.RunContainer(container.Runtime, MySqlContainer.GetRunArguments(
                        options.Value,
                        name,
                        ReferenceExpression.Create($"127.0.0.1:{port}:{MySqlContainer.Port}"),
                        GetEnvironment().Keys))
                    : NodeCommand.RunScript();
                foreach (var argument in arguments)
                {
                    context.Args.Add(argument);
                }
            })
            .WaitForCompletion(setup)
            .OnBeforeResourceStarted(async (resource, e, cancellationToken) =>
            {
                // This may run before or after the wait for the setup, so the choice may not be known yet.
                await e.Services.GetRequiredService<ResourceNotificationService>()
                    .WaitForResourceAsync(setup.Resource.Name, KnownResourceStates.TerminalStates, cancellationToken);
                if (setup.Resource.Choice is { } choice)
                {
                    e.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource).LogChoice(choice.Reason);
                }
                if (setup.Resource.Choice is ServerChoice.Container container)
                {
                    await MySqlContainer.RemoveStaleAsync(container.Runtime, options.Value, name, cancellationToken);
                }
            });
    }

    private static async Task RunSetupAsync(
        MySqlSetupResource setup, InitializeResourceEvent e, MySqlReplicationResource replication, MySqlReplicationOptions options, CancellationToken cancellationToken)
    {
        var stopping = e.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await e.Notifications.PublishUpdateAsync(setup, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        try
        {
            setup.Choice = await new MySqlSetup(replication, options, ShowProgress, e.Logger).RunAsync(stop.Token);
            await e.Notifications.PublishUpdateAsync(setup, s => s with { State = KnownResourceStates.Finished, StopTimeStamp = DateTime.UtcNow, ExitCode = 0 });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The application stops; its resources' states are nobody's concern any more.
        }
        catch (Exception exception)
        {
            e.Logger.LogSetupFailed(exception.Message);
            await e.Notifications.PublishUpdateAsync(setup, s => s with
            {
                State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = DateTime.UtcNow,
            });
        }

        // The state is what people look at while they wait for the first run.
        void ShowProgress(string line) => _ = e.Notifications.PublishUpdateAsync(setup, s => s with { State = new(line, KnownResourceStateStyles.Info) });
    }

    private static (object Host, object Port) GetPeerAddress(MySqlSetupResource setup, IResourceWithEndpoints node)
    {
        if (setup.Choice is ServerChoice.Container)
        {
            return (node.Name, MySqlContainer.Port);
        }
        var endpoint = node.GetEndpoint(MySqlReplicationPair.EndpointName);
        // An address, since "localhost" means the socket file to a replica.
        return (endpoint.Property(EndpointProperty.IPV4Host), endpoint.Property(EndpointProperty.Port));
    }

    private static Task SendSignalAsync(
        MySqlSetupResource setup, MySqlReplicationOptions options, string node, NodeSignal signal, CancellationToken cancellationToken) =>
        setup.Choice is ServerChoice.Container container
            ? ContainerSignals.SendAsync(container.Runtime, MySqlContainer.GetName(options, node), signal, cancellationToken)
            : ProcessSignals.SendAsync(DataFolder.GetPath(options, node), signal, cancellationToken);
}
