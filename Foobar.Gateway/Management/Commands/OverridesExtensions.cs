using Foobar.Gateway.Configuration;
using Foobar.Gateway.Tls;

namespace Foobar.Gateway.Management.Commands;

internal static class OverridesExtensions
{
    /// <summary>Adds the overrides as the last source of the configuration, if there is a file for them.</summary>
    /// <exception cref="GatewayConfigurationException">Its folder cannot be used.</exception>
    public static void AddOverrides(this WebApplicationBuilder builder)
    {
        const string Key = $"{GatewaySettings.Section}:{nameof(GatewaySettings.OverridesFile)}";
        if (builder.Configuration[Key] is not { Length: > 0 } setting)
        {
            return;
        }

        try
        {
            var path = Path.GetFullPath(setting, builder.Environment.ContentRootPath);
            PrivateFiles.CreateDirectory(Path.GetDirectoryName(path) ?? throw new IOException("It is not a file."));
            var file = new OverridesFile(path);
            builder.Configuration.Sources.Add(file.Source);
            builder.Services.AddSingleton(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GatewayConfigurationException($"{Key} is '{setting}', which cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The source that <see cref="AddOverrides"/> added; null if there is none.</summary>
    public static OverridesProvider? Overrides(this IConfiguration configuration) =>
        ((IConfigurationRoot)configuration).Providers.OfType<OverridesProvider>().LastOrDefault();
}
