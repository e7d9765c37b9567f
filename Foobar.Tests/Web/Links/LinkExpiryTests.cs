using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

public sealed class LinkExpiryTests
{
    private static readonly DateTime s_now = new(2030, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void TryParse_Nothing_NeverEnds(string? text)
    {
        Assert.True(LinkExpiry.TryParse(text, s_now, out var expiresAt, out var error));

        Assert.Null(expiresAt);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("2030-01-31", "2030-02-01T00:00:00.0000000Z")]
    [InlineData(" 2030-02-28 ", "2030-03-01T00:00:00.0000000Z")]
    [InlineData("2030-01-31T12:01", "2030-01-31T12:01:00.0000000Z")]
    [InlineData("2030-01-31T12:00:01Z", "2030-01-31T12:00:01.0000000Z")]
    [InlineData("2030-01-31T13:00:01+01:00", "2030-01-31T12:00:01.0000000Z")]
    [InlineData("2030-01-31T12:00:00.1234567Z", "2030-01-31T12:00:00.1234560Z")]
    public void TryParse_DateOrTime_IsUtcInMicroseconds(string text, string expected)
    {
        Assert.True(LinkExpiry.TryParse(text, s_now, out var expiresAt, out _));

        Assert.Equal(expected, expiresAt!.Value.ToString("O"));
    }

    [Theory]
    [InlineData("tomorrow", "Enter a date")]
    [InlineData("31.01.2030", "Enter a date")]
    [InlineData("2030-02-30", "Enter a date")]
    [InlineData("2030-01-31T25:00", "Enter a date")]
    [InlineData("9999-12-31T23:59:59.9999999-14:00", "Enter a date")]
    [InlineData("2030-01-30", "in the future")]
    [InlineData("2030-01-31T12:00:00Z", "in the future")]
    [InlineData("0001-01-01", "in the future")]
    [InlineData("0001-01-01T00:00+14:00", "in the future")]
    [InlineData("2041-01-01", "ten years")]
    [InlineData("9999-12-31", "ten years")]
    public void TryParse_NoTimeThatMayBe_SaysWhatToEnter(string text, string expected)
    {
        Assert.False(LinkExpiry.TryParse(text, s_now, out var expiresAt, out var error));

        Assert.Null(expiresAt);
        Assert.Contains(expected, error);
    }
}
