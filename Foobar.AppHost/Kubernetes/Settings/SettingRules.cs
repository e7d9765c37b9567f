using System.Net;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Settings;

/// <summary>What Kubernetes and registries take for a name, a quantity, a schedule.</summary>
internal static partial class SettingRules
{
    public const string DnsLabel = "a DNS label: up to 63 lower-case letters, digits and hyphens";
    public const string HostName = "a host name such as www.foobar.com";
    public const string Cpu = "processor time above zero, such as 500m or 2";
    public const string Size = "a size above zero with its unit, such as 256Mi or 10Gi";
    public const string Tag = "a tag such as 1.0.0: up to 63 letters, digits, dots, hyphens and underscores, no sign at either end, and no number such as 0x1f or 1_000";
    public const string Image = "an image with its registry and a tag or digest, such as registry.example.com/foobar-web:1.0.0";
    public const string Registry = "a registry with an optional path, such as registry.example.com/foobar";
    public const string ObjectName = "a name of lower-case letters, digits, hyphens and dots";
    public const string Network = "a network such as 10.0.0.0/8 or fd00::/8";
    public const string CronSchedule = "a schedule of five fields, such as 17 3 * * *";
    public const string OtlpEndpoint = "a URL with a port, such as http://otel-collector.observability:4317";
    public const string Share = "a share from 0 to 1, such as 0.01";

    public static bool IsDnsLabel(string value) => DnsLabelPattern().IsMatch(value);

    public static bool IsHostName(string value) =>
        value.Length <= 253 && value.Contains('.', StringComparison.Ordinal) && value.Split('.').All(IsDnsLabel) && !IPAddress.TryParse(value, out _);

    public static bool IsObjectName(string value) => value.Length <= 253 && value.Split('.').All(IsDnsLabel);

    // The tag is also the label app.kubernetes.io/version, which is the narrower of the two; and YAML has more numbers than one thinks.
    public static bool IsTag(string value) => TagPattern().IsMatch(value) && !NumberPattern().IsMatch(value);

    public static bool IsRegistry(string value) => RegistryPattern().IsMatch(value);

    public static bool IsImage(string value) => ImagePattern().IsMatch(value) && !value.EndsWith(":latest", StringComparison.Ordinal);

    public static bool IsCpu(string value) => CpuPattern().IsMatch(value) && new ResourceQuantity(value).ToDecimal() >= 0.001m;

    public static bool IsSize(string value) => SizePattern().IsMatch(value) && new ResourceQuantity(value).ToDecimal() >= 1;

    public static bool IsNetwork(string value) => value.Contains('/', StringComparison.Ordinal) && IPNetwork.TryParse(value, out _);

    public static bool IsCronSchedule(string value) => CronPattern().IsMatch(value);

    public static bool IsOtlpEndpoint(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !uri.IsDefaultPort && uri.AbsolutePath == "/";

    public static bool IsShare(string value) => SharePattern().IsMatch(value);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabelPattern();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^(0[xob][0-9a-f_]*|[0-9][0-9_.]*_[0-9_.]*)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.:/_-]*[a-z0-9](:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();

    [GeneratedRegex(@"^[0-9]{1,6}([.][0-9]{1,3}|m)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CpuPattern();

    [GeneratedRegex(@"^[0-9]{1,9}([.][0-9]{1,3})?(k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"^[0-9*,/-]+( [0-9*,/-]+){2}( [0-9A-Za-z*,/-]+){2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CronPattern();

    [GeneratedRegex(@"^(0([.][0-9]{1,9})?|1([.]0{1,9})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SharePattern();
}
