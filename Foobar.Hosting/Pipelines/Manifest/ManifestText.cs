using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Pipelines;

/// <summary>How a value stands in the manifest.</summary>
internal static class ManifestText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        IManifestExpressionProvider provider => provider.ValueExpression,
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
