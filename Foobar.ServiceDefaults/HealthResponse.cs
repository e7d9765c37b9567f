using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Foobar.ServiceDefaults;

/// <summary>
/// <c>{"status":"Degraded","checks":{"mysql":{"status":"Degraded","description":"…","data":{…}}}}</c>
/// </summary>
internal static class HealthResponse
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        if (context.RequestServices.GetService<Draining>() is { IsDraining: true })
        {
            context.Response.Headers[Draining.Header] = "true";
        }

        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            WriteEntry(json, name, entry);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, HealthReportEntry entry)
    {
        json.WriteStartObject(name);
        json.WriteString("status", entry.Status.ToString());

        // An exception's text may quote a connection string, and becomes the description of a check that throws.
        var description = entry.Exception is null ? entry.Description : $"The check failed with {entry.Exception.GetType().Name}.";
        if (!string.IsNullOrEmpty(description))
        {
            json.WriteString("description", description);
        }

        if (entry.Data.Count > 0)
        {
            json.WriteStartObject("data");
            foreach (var (key, value) in entry.Data)
            {
                json.WriteString(key, value?.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
