using System.Globalization;
using System.Reflection;
using Foobar.Bench;
using Foobar.GatewayBench.Load;

namespace Foobar.WebBench;

/// <summary>Asks a server for paths in turn, on connections that stay open, as fast as they are answered.</summary>
internal sealed class LinkLoad
{
    private const int Threads = 2;
    private const string Script = "paths.lua";

    private readonly string _wrk;
    private readonly string _folder;
    private readonly int _connections;

    public LinkLoad(string wrk, string folder, int connections)
    {
        (_wrk, _folder, _connections) = (wrk, folder, connections);
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Script)!;
        using var file = File.Create(Path.Combine(folder, Script));
        resource.CopyTo(file);
    }

    /// <summary>Notes paths to ask for.</summary>
    /// <returns>The file that has them.</returns>
    public string Write(string name, IEnumerable<string> paths)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllLines(file, paths);
        return file;
    }

    public async Task<WrkFigures> RunAsync(Uri address, string paths, int seconds, CancellationToken cancellationToken) =>
        WrkFigures.Parse(await ProgramRun.ExecuteAsync(
            _wrk,
            [
                "--threads", Math.Min(Threads, _connections).ToString(CultureInfo.InvariantCulture),
                "--connections", _connections.ToString(CultureInfo.InvariantCulture),
                "--duration", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
                "--script", Path.Combine(_folder, Script),
                address.ToString(),
                "--", paths,
            ],
            cancellationToken));
}
