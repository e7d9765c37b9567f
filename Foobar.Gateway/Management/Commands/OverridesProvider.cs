using Microsoft.Extensions.Configuration.Json;

namespace Foobar.Gateway.Management.Commands;

/// <summary>Has what is in the file and nothing else: a setting that is made in code is made in all providers, and is no override.</summary>
internal sealed class OverridesProvider(OverridesSource source) : JsonConfigurationProvider(source)
{
    public bool HasValues => Data.Count > 0;

    public override void Set(string key, string? value)
    {
    }
}
