using System.Reflection;
using System.Runtime.InteropServices;

namespace Foobar.GatewayBench.Processes;

/// <summary>How .NET programs are run: with the runtime that runs this one.</summary>
internal static class DotNet
{
    // <root>/shared/Microsoft.NETCore.App/<version>/
    public static string Host { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>This program.</summary>
    public static string Self { get; } = Assembly.GetExecutingAssembly().Location;

    /// <summary>The gateway that was built with this program.</summary>
    public static string Gateway { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "GatewayOutput").Value!;
}
