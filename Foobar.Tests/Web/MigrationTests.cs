using Foobar.Web.Migrations;

namespace Foobar.Tests.Web;

public sealed class MigrationTests
{
    [Fact]
    public void LoadAll_EmbeddedFiles_AreInOrderAndNotEmpty()
    {
        var migrations = Migration.LoadAll();

        Assert.Equal(Enumerable.Range(1, migrations.Count), migrations.Select(migration => migration.Version));
        Assert.Equal("links", migrations[0].Name);
        Assert.All(migrations, migration => Assert.NotEmpty(migration.Sql));
    }

    [Fact]
    public void Parse_NumberedFile_TakesVersionAndName() =>
        Assert.Equal(new Migration(12, "add_clicks", "select 1"), Migration.Parse("0012_add_clicks.sql", "select 1"));

    [Theory]
    [InlineData("links.sql")]
    [InlineData("1_links.sql")]
    [InlineData("0001-links.sql")]
    [InlineData("0001_Links.sql")]
    [InlineData("0001_links.sql.bak")]
    public void Parse_MisnamedFile_SaysHowToNameIt(string fileName)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Migration.Parse(fileName, ""));

        Assert.Contains(fileName, exception.Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1, 3)]
    [InlineData(1, 2, 2)]
    public void Order_GapOrDuplicate_Throws(params int[] versions) =>
        Assert.Throws<InvalidOperationException>(
            () => Migration.Order(versions.Select(version => new Migration(version, "name", ""))));

    [Theory]
    [InlineData(3, 1, 2)]
    [InlineData(1, 2, 3)]
    public void Order_AllThere_SortsByVersion(params int[] versions) =>
        Assert.Equal(
            Enumerable.Range(1, versions.Length),
            Migration.Order(versions.Select(version => new Migration(version, "name", "")))
                .Select(migration => migration.Version));
}
