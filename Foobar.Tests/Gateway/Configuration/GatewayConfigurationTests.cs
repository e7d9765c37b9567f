using Foobar.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace Foobar.Tests.Gateway.Configuration;

public sealed class GatewayConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foobar-gateway-");
    private readonly ConfigurationManager _source = new();
    private readonly PhysicalFileProvider _files;

    public GatewayConfigurationTests() => _files = new PhysicalFileProvider(_folder.FullName);

    private string File => Path.Combine(_folder.FullName, "gateway.json");

    [Theory]
    [InlineData("Gateway:Retry:MaxTries", "-1", "Gateway:Retry:MaxTries is -1; 1 to 10 is allowed.")]
    [InlineData("Gateway:Retry:Timeout", "01:00:00", "Gateway:Retry:Timeout is 01:00:00; 00:00:00.1000000 to 00:05:00 is allowed.")]
    [InlineData("Gateway:Ejection:MaxPercent", "101", "Gateway:Ejection:MaxPercent is 101; 0 to 100 is allowed.")]
    [InlineData("Gateway:SlowStart:Duration", "-00:00:01", "Gateway:SlowStart:Duration is -00:00:01; 00:00:00 to 00:10:00 is allowed.")]
    public void Load_ValueThatIsNotAllowed_NamesTheSettingAndWhatIs(string key, string value, string expected)
    {
        var exception = Assert.Throws<GatewayConfigurationException>(() => Load((key, value)));

        Assert.Equal(expected, exception.Message);
    }

    [Theory]
    [InlineData("Gateway:Retry:MaxTries", "three", "Gateway:Retry:MaxTries")]
    [InlineData("Gateway:Retry:MaxTrys", "3", "MaxTrys")]
    [InlineData("Gateway:Retires:MaxTries", "3", "Retires")]
    [InlineData("ReverseProxy:Clusters:web:LoadBalancingPolicy", "Fairest", "ReverseProxy:Clusters:web:LoadBalancingPolicy is 'Fairest'; ActivePassive, IpHash,")]
    [InlineData("ReverseProxy:Clusters:web:Destinations:web-1:Metadata:Weight", "0", "ReverseProxy:Clusters:web:Destinations:web-1:Metadata:Weight is '0'; 1 to 256 is allowed.")]
    [InlineData("ReverseProxy:Clusters:web:Destinations:web-1:Metadata:Mode", "Asleep", "Metadata:Mode is 'Asleep'; Ready or Drain is allowed.")]
    [InlineData("ReverseProxy:Clusters:web:HealthCheck:Active:Interval", "often", "often")]
    [InlineData("ReverseProxy:Clusters:web:HealthCheck:Active:Policy", "Guess", "Guess")]
    [InlineData("ReverseProxy:Routes:web:ClusterId", "nowhere", "nowhere")]
    [InlineData("ReverseProxy:Routes:web:AuthorizationPolicy", "default", "ReverseProxy:Routes:web:AuthorizationPolicy is 'default' and would have no effect. Who may")]
    [InlineData("ReverseProxy:Routes:web:CorsPolicy", "disable", "ReverseProxy:Routes:web:CorsPolicy is 'disable'")]
    [InlineData("ReverseProxy:Routes:web:OutputCachePolicy", "minute", "OutputCachePolicy is 'minute'")]
    [InlineData("ReverseProxy:Routes:web:RateLimiterPolicy", "few", "RateLimiterPolicy is 'few' and would have no effect. The gateway has that under Gateway:RateLimit.")]
    [InlineData("ReverseProxy:Routes:web:Timeout", "00:00:05", "Timeout is '00:00:05'")]
    [InlineData("ReverseProxy:Routes:web:TimeoutPolicy", "short", "TimeoutPolicy is 'short'")]
    public void Load_WhatCannotBeUsed_SaysItInOneLine(string key, string value, string expected)
    {
        var exception = Assert.Throws<GatewayConfigurationException>(() => Load(Complete((key, value))));

        Assert.Contains(expected, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Load_RouteForAnybody_IsTaken()
    {
        using var configuration = Load(Complete(("ReverseProxy:Routes:web:AuthorizationPolicy", "anonymous")));

        Assert.Null(configuration.Problem);
    }

    [Fact]
    public async Task Reload_FileIsChanged_IsTakenOver()
    {
        await WriteAsync("""{ "Gateway": { "Retry": { "MaxTries": 2 } } }""");
        using var configuration = Load();
        Assert.Equal(2, configuration.Current.Retry.MaxTries);

        await ChangeAsync(configuration, """{ "Gateway": { "Retry": { "MaxTries": 4 } } }""");

        Assert.Equal(4, configuration.Current.Retry.MaxTries);
        Assert.Null(configuration.Problem);
    }

    [Theory]
    [InlineData("""{ "Gateway": { "Retry": { "MaxTries": 99 } } }""", "Gateway:Retry:MaxTries is 99")]
    [InlineData("""{ "Gateway": { "Retry": """, "gateway.json cannot be read")]
    [InlineData("""{ "ReverseProxy": { "Clusters": { "web": { "LoadBalancingPolicy": "Fairest" } } } }""", "LoadBalancingPolicy is 'Fairest'")]
    public async Task Reload_FileIsWrong_ChangesNothingAndSaysWhy(string wrong, string expected)
    {
        await WriteAsync("""{ "Gateway": { "Retry": { "MaxTries": 2 } } }""");
        using var configuration = Load();

        await ChangeAsync(configuration, wrong);

        Assert.Equal(2, configuration.Current.Retry.MaxTries);
        Assert.Contains(expected, configuration.Problem);

        await ChangeAsync(configuration, """{ "Gateway": { "Retry": { "MaxTries": 5 } } }""");
        Assert.Equal(5, configuration.Current.Retry.MaxTries);
        Assert.Null(configuration.Problem);
    }

    public void Dispose()
    {
        _source.Dispose();
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    private static (string, string)[] Complete((string, string) wrong) =>
    [
        ("ReverseProxy:Routes:web:Match:Path", "{**path}"),
        ("ReverseProxy:Routes:web:ClusterId", "web"),
        ("ReverseProxy:Clusters:web:HealthCheck:Active:Enabled", "true"),
        ("ReverseProxy:Clusters:web:Destinations:web-1:Address", "http://web-1"),
        wrong,
    ];

    private GatewayConfiguration Load(params (string Key, string Value)[] settings)
    {
        _source.AddJsonFile(_files, Path.GetFileName(File), optional: true, reloadOnChange: true);
        foreach (var (key, value) in settings)
        {
            _source[key] = value;
        }

        return new GatewayConfiguration(_source);
    }

    private Task WriteAsync(string text) => System.IO.File.WriteAllTextAsync(File, text);

    private async Task ChangeAsync(GatewayConfiguration configuration, string text)
    {
        var changed = new TaskCompletionSource();
        using var subscription = configuration.GetChangeToken().RegisterChangeCallback(_ => changed.TrySetResult(), null);
        await System.IO.File.WriteAllTextAsync(File + ".new", text);
        System.IO.File.Move(File + ".new", File, overwrite: true);
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
