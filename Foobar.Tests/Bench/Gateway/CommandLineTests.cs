using Foobar.GatewayBench;
using Foobar.GatewayBench.Balancers;
using Foobar.GatewayBench.Kill;

namespace Foobar.Tests.Bench.Gateway;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--works page tls --rounds 1 --seconds 1 --connections 8 --json x.json")]
    [InlineData("--gateway-setting A=1 --gateway-setting B=2 --variant-setting C=x=y")]
    [InlineData("kill --requests 10 --clients 2 --interval 1 --gateway-setting A=1 --json x.json")]
    [InlineData("slow --slow-clients 5 --rounds 1")]
    [InlineData("least --delay-ms 20 --concurrency 2")]
    public void Parse_WhatHelpNames_IsNoError(string arguments) => Assert.Empty(Errors(arguments));

    [Theory]
    [InlineData("--works page nonsense", "There is no work 'nonsense'. There are: page redirect body tls.")]
    [InlineData("--rounds 0", "--rounds is at least 1.")]
    [InlineData("kill --requests -1", "--requests is at least 1.")]
    [InlineData("--gateway-setting KEY", "'KEY' is not KEY=VALUE.")]
    [InlineData("slow --variant-setting =VALUE", "'=VALUE' is not KEY=VALUE.")]
    public void Parse_Mistake_SaysWhichAndHowItIsMeant(string arguments, string error) => Assert.Equal([error], Errors(arguments));

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("--rounds many")]
    [InlineData("kill --works page")]
    public void Parse_WhatThereIsNot_IsAnError(string arguments) => Assert.NotEmpty(Errors(arguments));

    [Fact]
    public void Settings_KeyTwice_TheLastCounts() =>
        Assert.Equal(new Dictionary<string, string> { ["A"] = "2", ["B"] = "x=y" }, GatewaySettings.Parse(["A=1", "B=x=y", "A=2"]));

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(10, true)]
    [InlineData(15, false)]
    [InlineData(20, true)]
    public void HasKey_EverySecondCreate(int number, bool hasKey) => Assert.Equal(hasKey, MixedLoad.HasKey(number));

    private static IEnumerable<string> Errors(string arguments) =>
        CommandLine.Create().Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors.Select(error => error.Message);
}
