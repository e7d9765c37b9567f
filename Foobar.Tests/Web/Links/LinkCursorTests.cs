using Foobar.Web.Links;

namespace Foobar.Tests.Web.Links;

public sealed class LinkCursorTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(42_000_000_000UL)]
    [InlineData(ulong.MaxValue)]
    public void TryDecode_EncodedId_ReturnsIt(ulong id)
    {
        var cursor = LinkCursor.Encode(id);

        Assert.True(LinkCursor.TryDecode(cursor, out var decoded));
        Assert.Equal(id, decoded);
        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("AAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAA!A")]
    public void TryDecode_AnythingElse_ReturnsFalse(string cursor) => Assert.False(LinkCursor.TryDecode(cursor, out _));
}
