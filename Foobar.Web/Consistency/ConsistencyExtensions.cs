using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Foobar.Web.Consistency;

internal static class ConsistencyExtensions
{
    private const int MinKeyLength = 32;

    /// <summary>Clients see what they have written, whichever web server and whichever node answers them.</summary>
    public static void AddConsistency(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsistencyTokenOptions>()
            .BindConfiguration(ConsistencyTokenOptions.SectionName)
            .Validate(
                options => options.Key is { Length: >= MinKeyLength },
                "ConsistencyToken:Key is not set or too short. Give every web server the same secret of at least 32 characters.")
            .Validate(
                options => options.Lifetime >= TimeSpan.FromSeconds(1) && options.Lifetime <= TimeSpan.FromHours(1),
                "ConsistencyToken:Lifetime is out of range. Give 00:00:01 to 01:00:00.")
            .ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<TokenProtector>();
        builder.Services.AddScoped<ReaderConsistency>();
    }
}
