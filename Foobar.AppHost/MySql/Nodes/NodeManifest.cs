using System.Globalization;
using Aspire.Hosting.Publishing;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>
/// A server in Aspire's manifest. Where the application is deployed to, it is a container, whatever it is on this machine.
/// Compiled for the embedded engine; the Aspire engine's servers are containers everywhere.
/// </summary>
internal static class NodeManifest
{
    public static void Write(ManifestPublishingContext context, MySqlReplicationResource replication, string name, int number, string appHostDirectory)
    {
        var environment = NodeEnvironment.Create(replication, number);
        NodeEnvironment.AddContainer(environment, name);

        var writer = context.Writer;
        writer.WriteString("type", "container.v0");
        writer.WriteString("image", MySqlContainer.Image);
        writer.WriteString("entrypoint", "bash");
        writer.WriteStartArray("args");
        writer.WriteStringValue(MySqlContainer.Script);
        writer.WriteEndArray();
        WriteMount("bindMounts", "source", context.GetManifestRelativePath(Path.Combine(appHostDirectory, "MySql", "Scripts")), MySqlContainer.ScriptFolder, isReadOnly: true);
        WriteMount("volumes", "name", $"{name}-data", MySqlContainer.DataFolder, isReadOnly: false);
        writer.WriteStartObject("env");
        foreach (var (key, value) in environment)
        {
            writer.WriteString(key, value is IManifestExpressionProvider provider ? provider.ValueExpression : (string)value);
        }
        writer.WriteEndObject();
        writer.WriteStartObject("bindings");
        writer.WriteStartObject(MySqlReplicationPair.EndpointName);
        writer.WriteString("scheme", "tcp");
        writer.WriteString("protocol", "tcp");
        writer.WriteString("transport", "tcp");
        writer.WriteNumber("targetPort", int.Parse(MySqlContainer.Port, CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();

        void WriteMount(string kind, string sourceName, string source, string target, bool isReadOnly)
        {
            writer.WriteStartArray(kind);
            writer.WriteStartObject();
            writer.WriteString(sourceName, source);
            writer.WriteString("target", target);
            writer.WriteBoolean("readOnly", isReadOnly);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}
