using Foobar.AppHost.MySql.Setup;

namespace Foobar.Tests.AppHost.MySql;

public class MysqldProbeTests
{
    [Theory]
    [InlineData("/usr/sbin/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))", "9.7.4")]
    [InlineData("mysqld  Ver 8.4.0 for Linux on x86_64 (MySQL Community Server - GPL)", "8.4.0")]
    [InlineData("/opt/homebrew/bin/mysqld  Ver 9.0.1 for macos14.4 on arm64 (Homebrew)", "9.0.1")]
    [InlineData("mysqld  Ver 8.4.3-3 for Linux on x86_64 (Percona Server (GPL), Release 3)", "8.4.3")]
    public void Judge_NewEnough_CanBeUsed(string output, string version) =>
        Assert.Equal(new MysqldProbe("PATH", "/x/mysqld", Version.Parse(version), null), MysqldProbe.Judge("PATH", "/x/mysqld", output));

    [Theory]
    [InlineData("mysqld  Ver 8.0.36-28 for Linux on x86_64 (Percona)", "/x/mysqld (PATH) is MySQL 8.0.36, older than 8.4")]
    [InlineData("mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)", "/x/mysqld (PATH) is MariaDB 10.11.6")]
    [InlineData("mysqld  Ver 5.7.44 for Linux", "/x/mysqld (PATH) is MySQL 5.7.44, older than 8.4")]
    [InlineData("hello", "/x/mysqld (PATH) does not run or is not MySQL")]
    [InlineData(null, "/x/mysqld (PATH) does not run or is not MySQL")]
    public void Judge_Unusable_SaysWhy(string? output, string problem) =>
        Assert.Equal(MysqldProbe.Missing("PATH", problem), MysqldProbe.Judge("PATH", "/x/mysqld", output));
}
