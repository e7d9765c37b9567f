using System.Text.Json;
using Foobar.Bench;

namespace Foobar.GatewayBench.Load;

/// <summary>What wrk measured.</summary>
/// <param name="Requests">Requests that were answered, in whatever way.</param>
/// <param name="Microseconds">How long it took.</param>
/// <param name="P50">Half of the answers took no longer, in microseconds.</param>
/// <param name="P99">99 of 100 answers took no longer, in microseconds.</param>
/// <param name="Unanswered">Connections that failed, and requests without an answer in time.</param>
/// <param name="Refused">Answers with a status of 400 or more.</param>
internal sealed record WrkFigures(long Requests, long Microseconds, double P50, double P99, long Unanswered, long Refused)
{
    private const string Mark = "figures ";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    public double PerSecond => Requests / (Microseconds / 1e6);

    public long Failed => Unanswered + Refused;

    /// <summary>Reads the line that report.lua prints.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public static WrkFigures Parse(string output)
    {
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new BenchException($"wrk printed no figures: {output.Trim().ReplaceLineEndings(" ")}");
        try
        {
            return JsonSerializer.Deserialize<WrkFigures>(line[Mark.Length..], s_json)!;
        }
        catch (JsonException e)
        {
            throw new BenchException($"wrk printed figures that cannot be read: {line.Trim()}", e);
        }
    }
}
