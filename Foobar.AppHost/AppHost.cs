using Foobar.AppHost;
using Foobar.AppHost.ContainerImages;
using Foobar.AppHost.Kubernetes;

if (!CommandLine.TryRead(args, out var settings))
{
    return;
}

var builder = DistributedApplication.CreateBuilder(settings);

// Two nodes that hold the same data: one is the primary, the other follows it and takes reads.
var mysql = builder.AddMySqlReplication("mysql");
var database = mysql.AddDatabase("foobar");

// Keeps exactly one node writable: promotes, fences, rejoins, switches over.
builder.AddProject<Projects.Foobar_Failover>("failover")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithFailoverOf(mysql);

// Signs what a browser carries from its last write to its next read, whichever web server and node answer that.
var consistencyTokenKey = builder.AddParameter(
    "consistency-token-key", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

// A server that is stopped serves on until nobody asks any more: the load balancer has noticed, or stopped itself.
const string quietTime = "00:00:00.5";

// Two web servers, active-active: either can serve any request.
var web1 = AddWebServer("web-1");
var web2 = AddWebServer("web-2");

// The load balancer that www.foobar.com resolves to, itself redundant.
builder.AddProject<Projects.Foobar_Gateway>("gateway")
    .WithReplicas(2)
    .WithHttpEndpoint(port: builder.Configuration.GetPort("Gateway:HttpPort", 8080))
    .WithHttpsEndpoint(port: builder.Configuration.GetPort("Gateway:HttpsPort", 8443))
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => url.DisplayText = "foobar.com (HTTP)")
    .WithUrlForEndpoint("https", url => url.DisplayText = "foobar.com (HTTPS)")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithEnvironment("Drain__QuietTime", quietTime)
    .WithManagement()
    .WithDestination(web1)
    .WithDestination(web2);

// Published, it is manifests for Kubernetes, and the images that they name.
builder.AddKubernetesPublisher();
builder.AddImagePush();

builder.Build().Run();

IResourceBuilder<ProjectResource> AddWebServer(string name) => builder.AddProject<Projects.Foobar_Web>(name)
    .PublishAsReplicaOf("web")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("ConsistencyToken__Key", consistencyTokenKey)
    .WithEnvironment("Drain__QuietTime", quietTime)
    .WithReference(database)
    .WaitFor(database);
