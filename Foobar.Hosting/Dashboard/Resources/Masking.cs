namespace Foobar.Hosting.Dashboard.Resources;

/// <summary>Tells secrets by their names.</summary>
internal static class Masking
{
    private static readonly string[] s_words = ["PASSWORD", "SECRET", "TOKEN", "KEY", "CONNECTIONSTRING", "OTLP_HEADERS"];

    public static bool IsSecretName(string name) => s_words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
