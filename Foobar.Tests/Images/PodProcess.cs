using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace Foobar.Tests.Images;

/// <summary>
/// A program as it runs in a pod: the files of its image, which nobody can write; a user without a name or home; a
/// folder for temporary files and nothing else to write to.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class PodProcess : IAsyncDisposable
{
    private const string User = "1654";
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("foobar-pod-");
    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private PodProcess(PushedImage image, int port, IEnumerable<KeyValuePair<string, string>> environment)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var files = Directory.CreateDirectory(Path.Combine(_root.FullName, "image"));
        var temporary = Directory.CreateDirectory(Path.Combine(_root.FullName, "tmp"));
        image.ExtractTo(files.FullName);
        File.SetUnixFileMode(_root.FullName, Readable);
        File.SetUnixFileMode(temporary.FullName, Readable | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        SetMode(files, Readable);

        var program = Path.Combine(files.FullName, image.Command[1].TrimStart('/'));
        string[] command = [.. AsUser(program), DotnetPath, program];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in image.Environment.Where(e => e.Key != "ASPNETCORE_HTTP_PORTS").Concat(environment))
        {
            start.Environment[name] = value;
        }

        // The image's port is one of many machines'; here it is a free one, of the loopback interface alone.
        start.Environment["ASPNETCORE_URLS"] = Address.OriginalString;
        start.Environment["TMPDIR"] = temporary.FullName;

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Append(e.Data);
        _process.ErrorDataReceived += (_, e) => Append(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    // The one that runs this test.
    private static string DotnetPath => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));

    public static PodProcess Start(PushedImage image, IEnumerable<KeyValuePair<string, string>>? environment = null) => new(image, FreePort.Find(), environment ?? []);

    /// <summary>Asks until there is an answer.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            Assert.False(_process.HasExited, Log);
            try
            {
                return await client.GetAsync(path, cancellationToken);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    /// <summary>Stops it as a pod is stopped.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        LinuxProcess.Terminate(_process.Id);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        SetMode(_root, Readable | UnixFileMode.UserWrite);
        _root.Delete(recursive: true);
    }

    // Root could write all the same. The other user may see neither the runtime nor the folder, where those are in root's home.
    private static string[] AsUser(string program)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }

        string[] user = ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"];
        using var check = Process.Start(user[0], [.. user[1..], "test", "-x", DotnetPath, "-a", "-r", program]);
        check.WaitForExit();
        return check.ExitCode == 0 ? user : [];
    }

    private static void SetMode(DirectoryInfo folder, UnixFileMode mode)
    {
        File.SetUnixFileMode(folder.FullName, mode);
        foreach (var child in folder.EnumerateDirectories())
        {
            SetMode(child, mode);
        }
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
