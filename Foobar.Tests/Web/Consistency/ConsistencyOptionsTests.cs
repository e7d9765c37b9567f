using Foobar.Web.Consistency;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Foobar.Tests.Web.Consistency;

public sealed class ConsistencyOptionsTests
{
    [Theory]
    [InlineData("Key", null)]
    [InlineData("Key", "")]
    [InlineData("Key", "a-secret-with-only-31-character")]
    [InlineData("Lifetime", "00:00:00")]
    [InlineData("Lifetime", "01:00:01")]
    public void AddConsistency_OptionIsMissingOrOutOfRange_FailsAtStartAndSaysWhatToSet(string option, string? value)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["ConsistencyToken:Key"] = WebServer.TokenKey;
        builder.Configuration[$"ConsistencyToken:{option}"] = value;
        builder.AddConsistency();

        using var services = builder.Services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        var failure = Assert.Single(exception.Failures);
        Assert.StartsWith($"ConsistencyToken:{option} is", failure);
    }
}
