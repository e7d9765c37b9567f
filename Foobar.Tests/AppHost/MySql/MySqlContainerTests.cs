using System.Runtime.Versioning;
using Foobar.AppHost.MySql;
using Foobar.AppHost.MySql.Nodes;

namespace Foobar.Tests.AppHost.MySql;

[UnsupportedOSPlatform("windows")]
public sealed class MySqlContainerTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MySqlReplicationOptions _options;
    private readonly TestServer _server;

    public MySqlContainerTests()
    {
        _options = new() { DataFolder = "/data", CacheFolder = _folder.Combine("cache") };
        _server = new TestServer("mysql-1", _folder.Combine("server"), 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void GetRunArguments_Server_IsOneContainerOnLoopbackWithAVolume()
    {
        var name = MySqlContainer.GetName(_options, "mysql-1");

        Assert.Equal(
            [
                "run", "--rm", "--name", name, "--network", MySqlContainer.GetNetwork(_options), "--network-alias", "mysql-1",
                "--publish", "127.0.0.1:13306:3306",
                "--volume", $"{name}:/var/lib/mysql", "--volume", $"{MySqlScripts.Folder}:/opt/mysql-node:ro",
                "--env", "A", "--env", "B",
                "--user", "mysql", "--entrypoint", "bash", "docker.io/library/mysql:9.7", "/opt/mysql-node/mysql-node.sh",
            ],
            MySqlContainer.GetRunArguments(_options, "mysql-1", "127.0.0.1:13306:3306", ["B", "A"]));
    }

    [Fact]
    public void GetName_OtherDataFolder_IsAnotherContainer() =>
        Assert.NotEqual(
            MySqlContainer.GetName(_options, "mysql-1"),
            MySqlContainer.GetName(_options with { DataFolder = "/other" }, "mysql-1"));

    [Fact]
    public async Task RunContainer_RuntimeThatRunsHere_StartsTheServerAndShowsNoPassword()
    {
        // Does what a container runtime would: only the variables named get in, and folders are where volumes put them.
        var runtime = _folder.WriteScript("docker", $$"""
            printf '%s\n' "$@" > "{{_folder.Combine("arguments")}}"
            set -- "$@" end
            environment="PATH=$PATH"
            while [ "$1" != end ]; do
              case $1 in
                --publish) port=$(echo "$2" | cut -d : -f 2) ;;
                --env) eval "value=\$$2"; environment="$environment
            $2=$value" ;;
              esac
              shift
            done
            IFS='
            '
            exec env -i $environment MYSQLD="{{await InstalledMySql.Mysqld}}" MYSQL_NODE_DATA="{{_folder.Combine("server")}}" \
              MYSQL_NODE_BIND=127.0.0.1 MYSQL_NODE_PORT="$port" bash "{{MySqlScripts.Node}}"
            """);
        var environment = _server.Environment.Keys.Where(name => name != "MYSQL_NODE_TEMPLATES").Append("MYSQL_NODE_PORT");
        var arguments = MySqlContainer.GetRunArguments(_options, "mysql-1", $"127.0.0.1:{_server.Port}:3306", environment);

        await _server.LaunchAsync(NodeCommand.Command, [.. NodeCommand.RunContainer(runtime, arguments).Cast<string>()]);
        await _server.WaitUntilReadyAsync();

        Assert.DoesNotContain("password", File.ReadAllText(_folder.Combine("arguments")));
        Assert.Equal(0, await _server.StopAsync());
    }

    [Fact]
    public async Task PrepareAsync_Reset_RemovesTheVolumeAndKeepsTheImage()
    {
        var runtime = _folder.WriteScript("docker", $"echo \"$@\" >> \"{_folder.Combine("calls")}\"\n");

        await MySqlContainer.PrepareAsync(runtime, _options with { Reset = true }, "mysql-1", _ => { }, TestContext.Current.CancellationToken);

        var name = MySqlContainer.GetName(_options, "mysql-1");
        Assert.Equal(
            [
                "image inspect docker.io/library/mysql:9.7", $"network inspect {MySqlContainer.GetNetwork(_options)}",
                $"rm --force {name}", $"volume rm --force {name}",
            ],
            File.ReadAllLines(_folder.Combine("calls")));
    }

    [Fact]
    public async Task PrepareAsync_NoImage_PullsItAndLogs()
    {
        var runtime = _folder.WriteScript("docker", """
            case $1 in
              image | network) [ "$2" = create ] ;;
              pull) echo "9.7: Pulling" >&2; exit 0 ;;
            esac
            """);
        var log = new List<string>();

        await MySqlContainer.PrepareAsync(runtime, _options, "mysql-1", log.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["Pulling docker.io/library/mysql:9.7", "9.7: Pulling"], log);
    }
}
