using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>
/// Stands in environment variables and arguments for the port on which the process listens: each replica has its own,
/// so it is known only when a replica is launched.
/// </summary>
internal static class TargetPortToken
{
    public static string Of(EndpointReference endpoint) => Of(endpoint.Resource.Name, endpoint.EndpointName);

    public static string Of(string resource, string endpoint) => $"{{target-port:{resource}/{endpoint}}}";

    public static string Replace(string text, IResource resource, IReadOnlyDictionary<string, int> targetPorts)
    {
        foreach (var (endpoint, port) in targetPorts)
        {
            text = text.Replace(Of(resource.Name, endpoint), port.ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
