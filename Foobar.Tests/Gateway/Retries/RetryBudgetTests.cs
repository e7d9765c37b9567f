using Foobar.Gateway.Configuration;
using Foobar.Gateway.Retries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Foobar.Tests.Gateway.Retries;

public sealed class RetryBudgetTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly GatewayConfiguration _configuration;
    private readonly RetryBudget _budget;

    public RetryBudgetTests()
    {
        var source = new ConfigurationManager();
        source["Gateway:Retry:MinPerSecond"] = "1";
        source["Gateway:Retry:BudgetPercent"] = "20";
        _configuration = new GatewayConfiguration(source);
        _budget = new RetryBudget(_configuration, _time);
    }

    [Fact]
    public void TryTake_QuietSite_HasTheLeastForTenSeconds()
    {
        Assert.Equal(10, Take());
    }

    [Fact]
    public void TryTake_BusySite_HasAShareOfItsRequestsOnTop()
    {
        Come(1000);

        Assert.Equal(210, Take());
    }

    [Fact]
    public void TryTake_TenSecondsLater_HasForgottenRequestsAndRetries()
    {
        Come(1000);
        Take();

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(10, Take());
    }

    [Fact]
    public void TryTake_RequestsSpreadOverTheSeconds_AllCount()
    {
        for (var i = 0; i < 10; i++)
        {
            Come(100);
            _time.Advance(TimeSpan.FromSeconds(0.9));
        }

        Assert.Equal(210, Take());
    }

    public void Dispose() => _configuration.Dispose();

    private void Come(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _budget.CountRequest();
        }
    }

    private int Take()
    {
        var taken = 0;
        while (_budget.TryTake())
        {
            taken++;
        }

        return taken;
    }
}
