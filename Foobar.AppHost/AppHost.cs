using Foobar.AppHost;

if (!CommandLine.TryRead(args, out var settings))
{
    return;
}

var builder = DistributedApplication.CreateBuilder(settings);

var web1 = AddWebServer("web-1");
var web2 = AddWebServer("web-2");

builder.AddProject<Projects.Foobar_Gateway>("gateway")
    .WithReplicas(2)
    .WithHttpEndpoint(port: 8080)
    .WithHttpsEndpoint(port: 8443)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(web1).WaitFor(web1)
    .WithReference(web2).WaitFor(web2);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddWebServer(string name) => builder.AddProject<Projects.Foobar_Web>(name)
    .WithHttpEndpoint();
