using Foobar.Gateway.AccessLog;

namespace Foobar.Tests.Gateway.AccessLog;

public sealed class LogTextTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData("", "-")]
    [InlineData("curl/8.5.0 (x; y)", "curl/8.5.0 (x; y)")]
    [InlineData("a\r\nb", "a\\x0D\\x0Ab")]
    [InlineData("a\"b\\c", "a\\x22b\\x5Cc")]
    [InlineData("\u001b[31m\u007f", "\\x1B[31m\\x7F")]
    [InlineData("ü\u2028", "\\xFC\\u2028")]
    public void Escape_WhatEndsAFieldOrALine_IsWrittenOut(string? text, string expected) => Assert.Equal(expected, LogText.Escape(text));

    [Fact]
    public void Escape_LongText_IsCut()
    {
        var escaped = LogText.Escape(new string('x', 5000));

        Assert.Equal(new string('x', 1024) + "...", escaped);
    }
}
