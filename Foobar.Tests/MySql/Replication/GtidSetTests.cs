using Foobar.MySql.Replication;

namespace Foobar.Tests.MySql.Replication;

public class GtidSetTests
{
    private const string A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private const string B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    [Theory]
    [InlineData("", "", 0)]
    [InlineData(A + ":1", A + ":1", 1)]
    [InlineData(A + ":1-5:7", A + ":1-5:7", 6)]
    [InlineData(A + ":7:1-3:4-5", A + ":1-5:7", 6)]
    [InlineData(A + ":1-5:3-9", A + ":1-9", 9)]
    [InlineData(B + ":1-2,\n" + A + ":4", A + ":4," + B + ":1-2", 3)]
    [InlineData(A + ":1-3:backup:1-2:5", A + ":1-3," + A + ":backup:1-2:5", 6)]
    [InlineData(A + ":_x:1," + A + ":2", A + ":2," + A + ":_x:1", 2)]
    [InlineData("3E11FA47-71CA-11E1-9E33-C80AA9429562:Tag:1", A + ":tag:1", 1)]
    public void Parse_MySqlNotation_IsNormalized(string text, string expected, long count)
    {
        var set = GtidSet.Parse(text);

        Assert.Equal(expected, set.ToString());
        Assert.Equal(count, set.Count);
        Assert.Equal(set, GtidSet.Parse(expected));
    }

    [Theory]
    [InlineData("x")]
    [InlineData(A)]
    [InlineData(A + ":")]
    [InlineData(A + ":0")]
    [InlineData(A + ":5-1")]
    [InlineData(A + ":1-")]
    [InlineData(A + ":-1")]
    [InlineData(A + ":1 2")]
    public void Parse_NotAGtidSet_Throws(string text) => Assert.Throws<FormatException>(() => GtidSet.Parse(text));

    [Theory]
    [InlineData(A + ":1-10", A + ":4", A + ":1-3:5-10")]
    [InlineData(A + ":1-10", A + ":1-3:8-20", A + ":4-7")]
    [InlineData(A + ":1-10", A + ":1-10", "")]
    [InlineData(A + ":1-10", B + ":1-10", A + ":1-10")]
    [InlineData(A + ":1-3:7-9", A + ":2-8", A + ":1:9")]
    [InlineData(A + ":1-3", A + ":tag:1-3", A + ":1-3")]
    [InlineData("", A + ":1", "")]
    public void Except_OtherSet_LeavesWhatItLacks(string from, string what, string expected) =>
        Assert.Equal(expected, GtidSet.Parse(from).Except(GtidSet.Parse(what)).ToString());

    [Theory]
    [InlineData(A + ":1-10", A + ":2-9", true)]
    [InlineData(A + ":1-10", "", true)]
    [InlineData("", A + ":1", false)]
    [InlineData(A + ":1-10", A + ":2-11", false)]
    [InlineData(A + ":1-10", A + ":tag:1", false)]
    [InlineData(A + ":1-4:6-10", A + ":4-6", false)]
    public void Contains_OtherSet_IsTrueWhenNothingIsMissing(string set, string other, bool expected) =>
        Assert.Equal(expected, GtidSet.Parse(set).Contains(GtidSet.Parse(other)));

    [Fact]
    public void Union_AdjacentAndApart_AreOneSet() =>
        Assert.Equal($"{A}:1-6:9,{B}:1", GtidSet.Parse($"{A}:1-3:9").Union(GtidSet.Parse($"{A}:4-6,{B}:1")).ToString());

    [Fact]
    public void WithoutSource_ServerWithTags_LeavesOthersOnly() =>
        Assert.Equal($"{B}:1", GtidSet.Parse($"{A}:1-3:tag:1,{B}:1").WithoutSource(Guid.Parse(A)).ToString());
}
