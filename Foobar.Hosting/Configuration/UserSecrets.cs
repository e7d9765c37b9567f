using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Foobar.Hosting.Configuration;

/// <summary>The application host's user secrets: values that outlive a run and stay out of the repository.</summary>
internal sealed class UserSecrets(string path)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };
    private static readonly Lock s_lock = new();

    public static UserSecrets Of(IDistributedApplicationBuilder builder)
    {
        var id = builder.AppHostAssembly?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId
            ?? throw new DistributedApplicationException("A parameter is to be kept in the user secrets, but the application host's project has no UserSecretsId. Add one to its project file.");
        return new UserSecrets(PathHelper.GetSecretsPathFromSecretsId(id));
    }

    /// <summary>Keeps a value, in a file that only its owner can read.</summary>
    public void Set(string key, string value)
    {
        try
        {
            Write(key, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DistributedApplicationException($"The user secrets {path} cannot be written: {e.Message} Mend that, or set {key} in the configuration.", e);
        }
    }

    private void Write(string key, string value)
    {
        lock (s_lock)
        {
            var directory = Path.GetDirectoryName(path)!;
            CreatePrivateDirectory(directory);
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? [] : [];
            secrets[key] = value;

            // Written aside and moved, so that a crash leaves the old file whole.
            var written = Path.Combine(directory, Path.GetRandomFileName());
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(written, options))
            {
                JsonSerializer.Serialize(stream, secrets, s_json);
            }

            File.Move(written, path, overwrite: true);
        }
    }

    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
