using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Foobar.Hosting.Orchestration;

/// <summary>The environment variables that every project gets where it is run.</summary>
internal static class ProjectEnvironment
{
    public static void Add(EnvironmentCallbackContext context, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables.TryAdd("ASPNETCORE_ENVIRONMENT", environment.EnvironmentName);
        variables.TryAdd("DOTNET_ENVIRONMENT", environment.EnvironmentName);

        // Colours reach the logs although their output is a pipe, and a line is a line.
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["LOGGING__CONSOLE__FORMATTEROPTIONS__SINGLELINE"] = "true";
        variables["LOGGING__CONSOLE__FORMATTEROPTIONS__COLORBEHAVIOR"] = "Enabled";

        var resource = (IResourceWithEndpoints)context.Resource;

        // Whoever is told a port by a variable of its own listens on it by itself.
        var urls = resource.GetEndpoints()
            .Where(e => (e.IsHttp || e.IsHttps) && e.EndpointAnnotation.TargetPortEnvironmentVariable is null).ToList();
        if (urls.Count > 0)
        {
            var targets = urls.Select(e => $"{e.Scheme}://{e.EndpointAnnotation.TargetHost}:{TargetPortToken.Of(e)}");
            variables["ASPNETCORE_URLS"] = string.Join(';', targets);
        }

        if (urls.FirstOrDefault(e => e.IsHttps) is { } https)
        {
            variables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
        }
    }
}
