namespace Foobar.Gateway.Configuration;

/// <summary>Reads the section <c>Gateway</c>; a key that no feature knows is an error, since it is most likely misspelt.</summary>
internal static class SettingsReader
{
    /// <exception cref="GatewayConfigurationException">A value has the wrong type or is not allowed, or a key is unknown.</exception>
    public static GatewaySettings Read(IConfiguration configuration)
    {
        GatewaySettings settings;
        try
        {
            settings = configuration.GetSection(GatewaySettings.Section)
                .Get<GatewaySettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new GatewaySettings();
        }
        catch (InvalidOperationException exception)
        {
            // The binder names the key and the type it wants; the reason within says no more.
            throw new GatewayConfigurationException(exception.Message, exception);
        }

        var problems = settings.Validate().ToArray();
        return problems.Length == 0
            ? settings
            : throw new GatewayConfigurationException(string.Join(' ', problems));
    }
}
