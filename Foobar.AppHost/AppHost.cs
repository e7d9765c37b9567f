using Foobar.AppHost;

if (!CommandLine.TryRead(args, out var settings))
{
    return;
}

var builder = DistributedApplication.CreateBuilder(settings);

// The primary takes reads and writes; the replica follows it and takes reads.
var database = builder.AddMySqlReplication("mysql").AddDatabase("foobar");

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
    .WithReference(web1).WaitFor(web1)
    .WithReference(web2).WaitFor(web2);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddWebServer(string name) => builder.AddProject<Projects.Foobar_Web>(name)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(database)
    .WaitFor(database);
