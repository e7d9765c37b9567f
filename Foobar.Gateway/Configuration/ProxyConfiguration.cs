namespace Foobar.Gateway.Configuration;

/// <summary>The section <c>ReverseProxy</c> as it was when it was last found valid: all that YARP ever reads.</summary>
internal sealed class ProxyConfiguration : ConfigurationProvider, IConfigurationSource
{
    public const string Section = "ReverseProxy";

    /// <summary>Takes over a section that was found valid, and tells YARP.</summary>
    public void Apply(IConfiguration configuration)
    {
        Data = configuration.GetSection(Section).AsEnumerable()
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
