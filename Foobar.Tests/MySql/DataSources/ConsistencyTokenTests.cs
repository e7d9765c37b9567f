using Foobar.MySql;
using Foobar.MySql.Replication;

namespace Foobar.Tests.MySql.DataSources;

public sealed class ConsistencyTokenTests
{
    private const string A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private const string B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    [Theory]
    [InlineData(A + ":1-5", A + ":5")]
    [InlineData(A + ":1-5," + B + ":1-9", A + ":5")]
    [InlineData(A + ":1-5:7-8", A + ":8")]
    [InlineData(A + ":1-5:backup:1-2," + B + ":1-9", A + ":5," + A + ":backup:2")]
    [InlineData(B + ":1-9:backup:1-2", B + ":9," + B + ":backup:2")] // Promoted, and has committed nothing itself yet.
    public void From_AllThatThePrimaryHas_KeepsTheNewestOfItsOwn(string executed, string expected) =>
        Assert.Equal(expected, ConsistencyToken.From(GtidSet.Parse(executed), Guid.Parse(A)).ToString());

    [Fact]
    public void TryParse_Token_ReturnsIt()
    {
        var token = new ConsistencyToken(GtidSet.Parse(A + ":5"));

        Assert.True(ConsistencyToken.TryParse(token.ToString(), out var parsed));
        Assert.Equal(token, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(A)]
    [InlineData(A + ":0")]
    public void TryParse_AnythingElse_ReturnsFalse(string? text) => Assert.False(ConsistencyToken.TryParse(text, out _));
}
