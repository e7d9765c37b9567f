using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("!#~", "!#~")]
    public void TryParse_VisibleAscii_IsTheKeyWithoutQuotes(string header, string expected)
    {
        Assert.True(IdempotencyKey.TryParse(header, out var key));
        Assert.Equal(expected, key);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void TryParse_AtTheLengthLimit_CountsCharacters(int length, bool valid) =>
        Assert.Equal(valid, IdempotencyKey.TryParse(new string('k', length), out _));

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void TryParse_AnythingElse_ReturnsFalse(string header) => Assert.False(IdempotencyKey.TryParse(header, out _));

    [Fact]
    public void TryParse_NoHeader_MakesANewKeyEachTime()
    {
        Assert.True(IdempotencyKey.TryParse(null, out var first));
        Assert.True(IdempotencyKey.TryParse(null, out var second));

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void OfForm_SameField_IsTheSameRequestOnlyWithTheSameInput()
    {
        var key = IdempotencyKey.OfForm("field", "https://a.example/", null);

        Assert.Equal(key, IdempotencyKey.OfForm("field", "https://a.example/", null));
        Assert.NotEqual(key, IdempotencyKey.OfForm("field", "https://b.example/", null));
        Assert.NotEqual(key, IdempotencyKey.OfForm("field", "https://a.example/", "alias"));
        Assert.NotEqual(key, IdempotencyKey.OfForm("field", "https://a.example/", null, "2030-01-01"));
        Assert.NotEqual(key, IdempotencyKey.OfForm("other", "https://a.example/", null));
        Assert.NotEqual(IdempotencyKey.OfForm("", "https://a.example/", null), IdempotencyKey.OfForm(null, "https://a.example/", null));
        Assert.True(IdempotencyKey.TryParse(key, out _));
    }
}
