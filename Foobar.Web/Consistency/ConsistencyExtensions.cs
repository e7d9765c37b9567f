using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Foobar.Web.Consistency;

internal static class ConsistencyExtensions
{
    /// <summary>Clients see what they have written, whichever web server and whichever node answers them.</summary>
    public static void AddConsistency(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsistencyTokenOptions>()
            .BindConfiguration(ConsistencyTokenOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<TokenProtector>();
        builder.Services.AddScoped<ReaderConsistency>();
    }
}
