using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

public sealed class LinkCodeTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("A-b_9")]
    [InlineData("---")]
    [InlineData("apis")]
    [InlineData("12345678901234567890123456789012")]
    public void Validate_GoodAlias_ReturnsNull(string alias) => Assert.Null(LinkCode.Validate(alias));

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("äöü")]
    [InlineData("abc\n")]
    public void Validate_WrongLengthOrCharacters_SaysWhatIsAllowed(string alias) =>
        Assert.Contains("3 to 32", LinkCode.Validate(alias));

    [Theory]
    [InlineData("api")]
    [InlineData("API")]
    [InlineData("health")]
    [InlineData("alive")]
    [InlineData("system")]
    [InlineData("openapi")]
    public void Validate_WordOfTheSiteItself_IsReserved(string alias) =>
        Assert.Contains("reserved", LinkCode.Validate(alias));

    [Fact]
    public void Generate_ManyTimes_GivesDistinctValidCodesOfTheAlphabet()
    {
        var codes = Enumerable.Range(0, 10_000).Select(_ => LinkCode.Generate()).ToArray();

        Assert.All(codes, code =>
        {
            Assert.Equal(LinkCode.GeneratedLength, code.Length);
            Assert.Null(LinkCode.Validate(code));
            Assert.All(code, character => Assert.Contains(character, LinkCode.Alphabet));
        });

        // One collision among 10,000 has a chance of 1 in 44,000; two will not be seen.
        Assert.InRange(codes.Distinct(StringComparer.Ordinal).Count(), 9_999, 10_000);
    }

    [Fact]
    public void Alphabet_Base58_HasNoLookalikes()
    {
        Assert.Equal(58, LinkCode.Alphabet.Distinct().Count());
        Assert.Equal(58, LinkCode.Alphabet.Length);
        Assert.DoesNotContain(LinkCode.Alphabet, character => "0OIl".Contains(character));
    }
}
