using Aspire.Hosting.ApplicationModel;
using Foobar.Hosting.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds values from outside the application.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is <c>Parameters:{name}</c> in the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <returns>A builder that configures it.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(name, _ => throw new DistributedApplicationException($"The parameter '{name}' has no value. Set {Key(name)} in the configuration, for instance with the environment variable Parameters__{name}."), secret);
    }

    /// <summary>Adds a parameter with a default value; <c>Parameters:{name}</c> in the configuration goes before it.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="value">Where the value comes from when the configuration has none.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether the default value is kept in the user secrets, so that the next run has the same.</param>
    /// <returns>A builder that configures it.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        return builder.Add(
            name,
            parameterDefault =>
            {
                var generated = parameterDefault!.GetDefaultValue();
                if (persist)
                {
                    UserSecrets.Of(builder).Set(Key(name), generated);
                }

                return generated;
            },
            secret,
            value);
    }

    private static string Key(string name) => $"Parameters:{name}";

    private static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, string name, Func<ParameterDefault?, string> fallback, bool secret, ParameterDefault? parameterDefault = null) =>
        builder.AddResource(new ParameterResource(name, given => builder.Configuration[Key(name)] ?? fallback(given), secret) { Default = parameterDefault });
}
