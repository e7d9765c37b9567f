using Microsoft.Extensions.Configuration.Json;

namespace Foobar.Gateway.Management.Commands;

/// <summary>The overrides as a source of the configuration.</summary>
internal sealed class OverridesSource : JsonConfigurationSource
{
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new OverridesProvider(this);
    }
}
