using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Hosting.Testing;

/// <summary>What is different when a test runs an application.</summary>
internal static class TestingDefaults
{
    public static void Apply(DistributedApplicationBuilder builder) =>
        builder.Services.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.RandomizePorts = true;
            engine.ConsoleOutput = false;
        });
}
