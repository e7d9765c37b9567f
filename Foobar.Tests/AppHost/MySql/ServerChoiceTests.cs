using Foobar.AppHost.MySql.Nodes;
using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

public class ServerChoiceTests
{
    private static readonly Version s_version = new(9, 7, 4);
    private static readonly MysqldProbe s_setting = new("MySql:Mysqld", "/s/mysqld", s_version, null);
    private static readonly MysqldProbe s_home = new("MYSQL_HOME", "/h/mysqld", s_version, null);
    private static readonly MysqldProbe s_path = new("PATH", "/p/mysqld", s_version, null);
    private static readonly MysqldProbe s_cache = new("the cache", "/c/mysqld", s_version, null);
    private static readonly MysqldProbe s_noHome = MysqldProbe.Missing("MYSQL_HOME", "MYSQL_HOME is not set");
    private static readonly MysqldProbe s_noPath = MysqldProbe.Missing("PATH", "PATH has no mysqld");
    private static readonly MysqldProbe s_noCache = MysqldProbe.Missing("the cache", "none was fetched yet");
    private static readonly ServerProbes s_nothing = new() { CanRunProcesses = true, Places = [s_noHome, s_noPath, s_noCache] };

    [Fact]
    public void Decide_Setting_GoesBeforeEverything() =>
        AssertProcess("/s/mysqld", "MySQL 9.7.4 from MySql:Mysqld, /s/mysqld", s_nothing with { Setting = s_setting, Places = [s_home, s_path, s_cache] });

    [Fact]
    public void Decide_SettingUnusable_IsNotReplacedByAnother() =>
        Assert.Equal(
            new ServerChoice.None("it is MariaDB"),
            ServerChoice.Decide(s_nothing with { Setting = MysqldProbe.Missing("MySql:Mysqld", "it is MariaDB"), Places = [s_home] }));

    [Fact]
    public void Decide_Home_GoesBeforePath() =>
        AssertProcess("/h/mysqld", "MySQL 9.7.4 from MYSQL_HOME, /h/mysqld", s_nothing with { Places = [s_home, s_path, s_cache] });

    [Fact]
    public void Decide_Path_GoesBeforeTheCache() =>
        AssertProcess("/p/mysqld", "MySQL 9.7.4 from PATH, /p/mysqld (MYSQL_HOME is not set)", s_nothing with { Places = [s_noHome, s_path, s_cache] });

    [Fact]
    public void Decide_OnlyTheCache_SaysWhyNotTheOthers() =>
        AssertProcess("/c/mysqld", "MySQL 9.7.4 from the cache, /c/mysqld (MYSQL_HOME is not set; PATH has no mysqld)", s_nothing with { Places = [s_noHome, s_noPath, s_cache] });

    [Fact]
    public void Decide_NoServer_IsFetched() =>
        Assert.Equal(new ServerChoice.Fetch("MYSQL_HOME is not set; PATH has no mysqld; none was fetched yet"), ServerChoice.Decide(s_nothing));

    [Fact]
    public void Decide_FetchFailed_LooksForContainers() =>
        Assert.IsType<ServerChoice.LookForContainers>(ServerChoice.Decide(s_nothing with { FetchProblem = "no apt" }));

    [Fact]
    public void Decide_NoProcessesPossible_LooksForContainersAtOnce() =>
        Assert.IsType<ServerChoice.LookForContainers>(ServerChoice.Decide(s_nothing with { CanRunProcesses = false, Places = [s_path] }));

    [Fact]
    public void Decide_RuntimeAnswers_UsesContainers()
    {
        var choice = Assert.IsType<ServerChoice.Container>(ServerChoice.Decide(s_nothing with { FetchProblem = "no apt", ContainerRuntime = "/usr/bin/podman" }));

        Assert.Equal("/usr/bin/podman", choice.Runtime);
        Assert.Equal($"{MySqlContainer.Image} with /usr/bin/podman: MYSQL_HOME is not set; PATH has no mysqld; none was fetched yet; no apt", choice.Reason);
    }

    [Fact]
    public void Decide_NothingWorks_NamesTheWaysOut() =>
        Assert.Equal(
            new ServerChoice.None(
                "No MySQL 8.4 or newer: MYSQL_HOME is not set; PATH has no mysqld; none was fetched yet; no apt; docker does not answer. " +
                "Install MySQL 8.4 or newer, or set MYSQL_HOME or MySql:Mysqld to it, or start Docker or Podman."),
            ServerChoice.Decide(s_nothing with { FetchProblem = "no apt", ContainerProblem = "docker does not answer" }));

    private static void AssertProcess(string mysqld, string reason, ServerProbes probes) =>
        Assert.Equal(new ServerChoice.Process(mysqld, s_version, reason), ServerChoice.Decide(probes));
}
