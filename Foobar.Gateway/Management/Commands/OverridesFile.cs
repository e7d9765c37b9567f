using System.Text.Json;
using System.Text.Json.Nodes;
using Foobar.Gateway.Tls;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace Foobar.Gateway.Management.Commands;

/// <summary>
/// The file that operator commands write, and the last word on every setting in it: all gateways that share it follow it,
/// and it is there after a restart.
/// </summary>
internal sealed class OverridesFile
{
    private static readonly TimeSpan s_lockRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_lockTimeout = TimeSpan.FromSeconds(5);

    // It is replaced as a whole, so there is no need to wait for the rest of it.
    private static readonly TimeSpan s_reloadDelay = TimeSpan.FromMilliseconds(50);

    /// <param name="path">The whole path; its folder exists.</param>
    public OverridesFile(string path)
    {
        Path = path;
        Source = new OverridesSource
        {
            FileProvider = new PhysicalFileProvider(System.IO.Path.GetDirectoryName(path)!, ExclusionFilters.None),
            Path = System.IO.Path.GetFileName(path),
            Optional = true,
            ReloadOnChange = true,
            ReloadDelay = (int)s_reloadDelay.TotalMilliseconds,

            // A file that cannot be read is found, and named, by ConfigurationFiles.
            OnLoadException = context => context.Ignore = true,
        };
    }

    public string Path { get; }

    public OverridesSource Source { get; }

    /// <summary>Reads, changes, checks and replaces it, while no other gateway does.</summary>
    /// <param name="change">Changes what is there and throws if it must not be.</param>
    /// <param name="fromScratch">Whether what is there does not matter.</param>
    /// <param name="cancellationToken">Ends the wait for another gateway.</param>
    /// <exception cref="CommandRefusedException">It cannot be read or written.</exception>
    public async Task<JsonObject> ChangeAsync(Action<JsonObject> change, bool fromScratch, CancellationToken cancellationToken)
    {
        try
        {
            await using var held = await LockAsync(cancellationToken);
            var overrides = !fromScratch && File.Exists(Path)
                ? OverridesJson.Parse(await File.ReadAllTextAsync(Path, cancellationToken))
                : OverridesJson.Empty();
            change(overrides);
            PrivateFiles.Write(Path, OverridesJson.ToText(overrides));
            return overrides;
        }
        catch (JsonException exception)
        {
            throw CommandRefusedException.Conflict($"{Path} cannot be read: {exception.Message} Correct it, or reset the overrides.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandRefusedException.Conflict($"{Path} cannot be changed: {exception.Message}", exception);
        }
    }

    // The operating system lets go of it when a gateway dies. It stays there: who deletes it may delete another's.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{Path}.lock", options);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < s_lockTimeout)
            {
                await Task.Delay(s_lockRetry, cancellationToken);
            }
        }
    }
}
