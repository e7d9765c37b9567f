using System.Runtime.CompilerServices;

namespace Foobar.Tests;

/// <summary>
/// No process of a test lives long enough to gain from profiles of its own code, which .NET first compiles other code to take.
/// </summary>
internal static class ShortLives
{
    [ModuleInitializer]
    internal static void HaveNoProfiles() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
}
