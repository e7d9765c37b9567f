using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Orchestration.Processes;

namespace Foobar.Hosting.Orchestration;

/// <summary>What people are shown of a process.</summary>
internal static class ProcessProperties
{
    public const string Id = "executable.pid";
    public const string CommandLine = "executable.args";

    public static IEnumerable<ResourcePropertySnapshot> Of(ManagedProcess process, ProcessSpec spec) =>
    [
        new(Id, process.Id.ToString(CultureInfo.InvariantCulture)),
        new(CommandLine, string.Join(' ', [spec.Command, .. spec.Arguments])) { IsSensitive = true },
    ];
}
