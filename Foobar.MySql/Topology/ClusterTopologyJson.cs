using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Foobar.MySql.Topology;

/// <summary>How a <see cref="ClusterTopology"/> is written as JSON, for whoever answers it and whoever asks.</summary>
/// <remarks>Names are in camel case and enumerations are words; what is unknown is left out.</remarks>
public static class ClusterTopologyJson
{
    /// <summary>Describes the type to a serializer.</summary>
    public static JsonTypeInfo<ClusterTopology> TypeInfo => ClusterTopologyJsonContext.Default.ClusterTopology;
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterTopology))]
internal sealed partial class ClusterTopologyJsonContext : JsonSerializerContext;
