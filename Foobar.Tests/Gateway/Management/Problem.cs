using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Foobar.Tests.Gateway.Management;

internal static class Problem
{
    /// <summary>The detail of a refusal, which must be one in problem details.</summary>
    public static async Task<string> DetailAsync(HttpResponseMessage response, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return problem.GetProperty("detail").GetString()!;
    }
}
