using Foobar.AppHost.Kubernetes.Model;

namespace Foobar.AppHost.Kubernetes.Output;

/// <summary>
/// The folder that is published to. Of what is in it, only what an earlier publish wrote is ever replaced or deleted, and the
/// files of secrets not even then.
/// </summary>
internal sealed class OutputFolder(string folder)
{
    // The paths of all files that publish wrote, so that the next one knows them.
    private const string ListName = ".published";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes all files, or none.</summary>
    /// <param name="files">The files, by their paths.</param>
    /// <param name="secrets">The Secrets, by name, with their keys.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    /// <returns>The files with secrets that were written.</returns>
    /// <exception cref="DistributedApplicationException">The folder cannot be written, or has files of somebody else in the way.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(
        IReadOnlyDictionary<string, string> files,
        IReadOnlyDictionary<string, IReadOnlyList<SecretKey>> secrets,
        CancellationToken cancellationToken)
    {
        try
        {
            var earlier = await ReadListAsync(cancellationToken);
            if (files.Keys.FirstOrDefault(path => !earlier.Contains(path) && Path.Exists(Locate(path))) is { } foreign)
            {
                throw new DistributedApplicationException($"{Locate(foreign)} exists and was not written by publish. Choose another folder (--output-path), or delete it.");
            }

            var all = new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal);
            List<string> secretPaths = [];
            foreach (var (name, keys) in secrets)
            {
                var path = OutputFiles.GetSecretPath(name);
                if (await SecretFile.CompleteAsync(Locate(path), keys, cancellationToken) is { } contents)
                {
                    all[path] = contents;
                    secretPaths.Add(path);
                }
            }
            await ReplaceAsync(all, secretPaths, string.Concat(files.Keys.Select(path => $"{path}\n")), cancellationToken);
            foreach (var stale in earlier.Except(files.Keys))
            {
                File.Delete(Locate(stale));
            }
            return secretPaths;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The folder {folder} (--output-path) cannot be written: {e.Message}", e);
        }
    }

    private string Locate(string path) => Path.Combine([folder, .. path.Split('/')]);

    private async Task<HashSet<string>> ReadListAsync(CancellationToken cancellationToken)
    {
        var path = Locate(ListName);
        string[] lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : [];
        // A list that somebody edited leads nowhere else.
        return [.. lines.Where(line => line.Length > 0 && !Path.IsPathRooted(line) && !line.Split('/', '\\').Contains(".."))];
    }

    // Everything is written beside the folder first, so that a full disk leaves it as it was.
    private async Task ReplaceAsync(
        SortedDictionary<string, string> files, List<string> secretPaths, string list, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var parent = Path.GetDirectoryName(target) ?? target;
        Directory.CreateDirectory(parent);
        var temporary = Directory.CreateDirectory(Path.Combine(parent, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}"));
        try
        {
            await WriteAsync(Path.Combine(temporary.FullName, ListName), list, isSecret: false, cancellationToken);
            foreach (var (path, contents) in files)
            {
                await WriteAsync(Path.Combine([temporary.FullName, .. path.Split('/')]), contents, secretPaths.Contains(path), cancellationToken);
            }

            // The list first: should the rest be cut short, the next publish knows what is its own.
            foreach (var path in files.Keys.Prepend(ListName))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Locate(path))!);
                File.Move(Path.Combine([temporary.FullName, .. path.Split('/')]), Locate(path), overwrite: true);
            }
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(string path, string contents, bool isSecret, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(contents.AsMemory(), cancellationToken);
    }
}
