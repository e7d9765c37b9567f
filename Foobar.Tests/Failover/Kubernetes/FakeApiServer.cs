using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Foobar.Tests.Failover.Kubernetes;

/// <summary>
/// What an API server does with one Lease: a write that is not based on its latest version is a conflict. Each client comes
/// through a door of its own, which can be shut.
/// </summary>
internal sealed partial class FakeApiServer : IAsyncDisposable
{
    public const string Namespace = "foobar";
    public const string Name = "failover";

    private readonly Lock _lock = new();
    private readonly List<Door> _doors = [];
    private JsonObject? _lease = Parse("""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"failover","namespace":"foobar","labels":{"app.kubernetes.io/name":"failover"}},"spec":{}}""");
    private int _version = 1;

    /// <summary>The Lease as <c>kubectl get</c> shows it.</summary>
    public JsonObject Lease
    {
        get
        {
            lock (_lock)
            {
                return Parse(Answer());
            }
        }
    }

    public string? Holder => (string?)Lease["spec"]!["holderIdentity"];

    public string? Record => (string?)Lease["metadata"]!["annotations"]?["failover.foobar.com/record"];

    /// <summary>Requests that wait at a door.</summary>
    public int Waiting => _doors.Sum(door => door.Waiting);

    /// <summary>Changes the Lease as somebody with <c>kubectl</c> does.</summary>
    public void Edit(Action<JsonObject> change)
    {
        lock (_lock)
        {
            change(_lease!);
            _version++;
        }
    }

    public void Delete() => _lease = null;

    public void Apply(JsonObject lease)
    {
        lock (_lock)
        {
            (_lease, _version) = (lease, _version + 1);
        }
    }

    public async Task<Door> OpenDoorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var door = new Door(app);
        app.Map("/apis/coordination.k8s.io/v1/namespaces/{ns}/leases/{name}", (HttpContext context, string ns, string name) => AnswerAsync(context, door, ns, name));
        await app.StartAsync(TestContext.Current.CancellationToken);
        _doors.Add(door);
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in _doors)
        {
            door.Is(DoorState.Open);
            await door.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context, Door door, string ns, string name)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (door.State == DoorState.Hangs)
        {
            await door.WaitUntilOpenAsync(context.RequestAborted);
        }
        var (status, answer) = door.State == DoorState.Refuses ? (HttpStatusCode.ServiceUnavailable, Status(503, "ServiceUnavailable"))
            : ns != Namespace || name != Name ? (HttpStatusCode.NotFound, Status(404, "NotFound"))
            : context.Request.Method == "PUT" ? Put(body)
            : Get();
        if (door.State == DoorState.LosesAnswers && context.Request.Method == "PUT")
        {
            await door.WaitUntilOpenAsync(context.RequestAborted);
        }
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private (HttpStatusCode, string) Get()
    {
        lock (_lock)
        {
            return _lease is null ? (HttpStatusCode.NotFound, Status(404, "NotFound")) : (HttpStatusCode.OK, Answer());
        }
    }

    private (HttpStatusCode, string) Put(string body)
    {
        lock (_lock)
        {
            var lease = Parse(body);
            if (_lease is null)
            {
                return (HttpStatusCode.NotFound, Status(404, "NotFound"));
            }
            if ((string?)lease["metadata"]!["resourceVersion"] != _version.ToString(CultureInfo.InvariantCulture))
            {
                return (HttpStatusCode.Conflict, Status(409, "Conflict"));
            }
            if (lease["spec"]!.AsObject().Any(property => property.Key.EndsWith("Time", StringComparison.Ordinal) && property.Value is { } time && !MicroTime().IsMatch((string)time!)))
            {
                return (HttpStatusCode.BadRequest, Status(400, "BadRequest"));
            }
            (_lease, _version) = (lease, _version + 1);
            return (HttpStatusCode.OK, Answer());
        }
    }

    private string Answer()
    {
        _lease!["metadata"]!["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture);
        return _lease.ToJsonString();
    }

    private static string Status(int code, string reason) =>
        $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"{{reason}}","code":{{code}}}""";

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex MicroTime();
}
