using System.Text.Json.Nodes;
using Foobar.Hosting.Configuration;

namespace Foobar.Tests.Hosting.Configuration;

public sealed class UserSecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("foobar-").FullName;

    [Fact]
    public void Set_SecondValue_KeepsTheFirst()
    {
        var path = Path.Combine(_folder, "new", "secrets.json");

        new UserSecrets(path).Set("Parameters:a", "1");
        new UserSecrets(path).Set("Parameters:b", "2");

        var secrets = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.Equal("1", (string?)secrets["Parameters:a"]);
        Assert.Equal("2", (string?)secrets["Parameters:b"]);
    }

    [Fact]
    public void Set_OnUnix_IsReadableByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps user secrets in the user's profile, which its access rules protect.");
            return;
        }

        var path = Path.Combine(_folder, "secrets.json");

        new UserSecrets(path).Set("Parameters:a", "1");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
