using System.Globalization;
using System.Reflection;
using Foobar.Bench;

namespace Foobar.GatewayBench.Load;

/// <summary>Sends requests one after the other on each of many connections that stay open, as fast as they are answered.</summary>
internal sealed class Wrk
{
    private const int Threads = 2;
    private const string Script = "report.lua";

    private readonly string _program;
    private readonly string _script;
    private readonly int _connections;

    /// <param name="program">Where wrk is.</param>
    /// <param name="connections">How many connections, at least one for each of its threads.</param>
    /// <param name="folder">Where its script may lie.</param>
    public Wrk(string program, int connections, string folder)
    {
        _program = program;
        _connections = connections;
        _script = Path.Combine(folder, Script);
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Script)!;
        using var file = File.Create(_script);
        resource.CopyTo(file);
    }

    public async Task<WrkFigures> RunAsync(Uri address, int seconds, CancellationToken cancellationToken) =>
        WrkFigures.Parse(await ProgramRun.ExecuteAsync(_program, Arguments(address, seconds), cancellationToken));

    private IEnumerable<string> Arguments(Uri address, int seconds) =>
    [
        "--threads", Math.Min(Threads, _connections).ToString(CultureInfo.InvariantCulture),
        "--connections", _connections.ToString(CultureInfo.InvariantCulture),
        "--duration", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        "--script", _script,
        address.ToString(),
    ];
}
