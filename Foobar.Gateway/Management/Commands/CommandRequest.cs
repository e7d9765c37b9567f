using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foobar.Gateway.Management.Commands;

/// <summary>What a command is about, as a client sends it: in JSON or by a form.</summary>
internal sealed record CommandRequest(string? Cluster = null, string? Destination = null, int? Weight = null, string? Policy = null)
{
    // What is misspelt must not be overlooked.
    private static readonly JsonSerializerOptions s_json =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="CommandRefusedException">The body is not JSON or not what a command looks like.</exception>
    public static async ValueTask<CommandRequest> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<CommandRequest>(s_json, cancellationToken) ?? new();
        }
        catch (JsonException exception)
        {
            // The exception's own text speaks of .NET types.
            throw CommandRefusedException.Invalid(
                $"The body is not a command; see {exception.Path ?? "its beginning"}. Its fields are cluster, destination, weight (a number) and policy.");
        }
    }

    /// <exception cref="CommandRefusedException">A value is not what it should be.</exception>
    public static CommandRequest Read(IFormCollection form) => new(
        Text(form, nameof(Cluster)),
        Text(form, nameof(Destination)),
        Text(form, nameof(Weight)) is not { } text ? null
            : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var weight) ? weight
            : throw CommandRefusedException.Invalid($"weight is '{text}'; a whole number is wanted."),
        Text(form, nameof(Policy)));

    public string NeedCluster() => Need(Cluster, nameof(Cluster));

    public string NeedDestination() => Need(Destination, nameof(Destination));

    public int NeedWeight() => Weight ?? throw Missing(nameof(Weight));

    public string NeedPolicy() => Need(Policy, nameof(Policy));

    private static string? Text(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private static string Need(string? value, string field) => string.IsNullOrEmpty(value) ? throw Missing(field) : value;

    private static CommandRefusedException Missing(string field) =>
        CommandRefusedException.Invalid($"{JsonNamingPolicy.CamelCase.ConvertName(field)} is missing.");
}
