using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Foobar.Hosting.Dashboard.Otlp;

/// <summary>Lets in whoever says the key that the application's processes were given, before anything else is read.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, OtlpOptions options)
{
    /// <summary>As Aspire's dashboard names it.</summary>
    public const string Header = "x-otlp-api-key";

    private const string Problem = "The header x-otlp-api-key must have the key that the application host gives its resources in OTEL_EXPORTER_OTLP_HEADERS.";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.ApiKey);

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers[Header] is [{ } key] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _key)
            ? next(context)
            : RefuseAsync(context);

    private static Task RefuseAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
        {
            return TypedResults.Problem(Problem, statusCode: StatusCodes.Status401Unauthorized, title: "Wrong or missing API key").ExecuteAsync(context);
        }

        // To gRPC an answer of headers only, with its status among them, is whole.
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Problem;
        return Task.CompletedTask;
    }
}
