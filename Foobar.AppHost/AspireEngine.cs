using System.Runtime.CompilerServices;

namespace Foobar.AppHost;

/// <summary>What the Aspire engine needs to know before it starts projects. Compiled for that engine.</summary>
internal static class AspireEngine
{
    // Aspire starts a project by "dotnet run --no-build" and hands over no property of this build, so the default engine's
    // output would be run, or none be found. MSBuild takes properties from the environment too, and that is inherited.
    [ModuleInitializer]
    internal static void NameToProjects() => Environment.SetEnvironmentVariable("FoobarEngine", "Aspire");
}
