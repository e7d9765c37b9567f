using Foobar.Web.Consistency;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Foobar.Tests.Web.Consistency;

public sealed class ConsistencyOptionsTests
{
    [Theory]
    [InlineData(null, "not set")]
    [InlineData("", "not set")]
    [InlineData("too-short", "too short")]
    public void AddConsistency_NoUsableKey_FailsAtStartAndSaysWhatToSet(string? key, string problem)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["ConsistencyToken:Key"] = key;
        builder.AddConsistency();

        using var services = builder.Services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        var failure = Assert.Single(exception.Failures);
        Assert.Contains("ConsistencyToken:Key", failure);
        Assert.Contains(problem, failure);
    }
}
