using System.Globalization;

namespace Foobar.AppHost.MySql.Nodes;

/// <summary>What the two nodes of a pair are called.</summary>
internal static class NodeName
{
    /// <param name="builder">The application.</param>
    /// <param name="pair">The name of the pair.</param>
    /// <param name="number">1 or 2. Where an application is published to, pods are counted from 0.</param>
    public static string Create(IDistributedApplicationBuilder builder, string pair, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{pair}-{(builder.ExecutionContext.IsPublishMode ? number - 1 : number)}");
}
