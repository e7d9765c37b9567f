using Aspire.Hosting;

namespace Foobar.Tests.AppHost;

/// <summary>Begins applications that are composed and looked at.</summary>
internal static class Composer
{
    // Nobody disposes of a builder, and each that watches its files holds one of the 128 watchers that Linux gives a user.
    public static IDistributedApplicationBuilder Begin(params string[] args) =>
        DistributedApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
}
