namespace Foobar.Tests.AppHost.Kubernetes.Policy;

/// <summary>Published check lists, a rule a row. What is waived stands in waivers.txt with its reason.</summary>
public sealed class PolicyTests
{
    private static readonly PolicyRule[] s_rules = [.. KubeScoreRules.All, .. KubeLinterRules.All, .. PolarisRules.All, .. PodSecurityRules.All];

    public static TheoryData<string> Rules => [.. s_rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Rule_PublishedObjects_KeepIt(string rule)
    {
        var manifests = Manifests.Read(await Publication.Default);

        Assert.DoesNotContain(Find(rule).Find(manifests), found => !Waivers().Any(waiver => waiver.Covers(rule, found)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Rule_ChangedObject_IsNoticed(string rule)
    {
        var manifests = Manifests.Read(await Publication.Default);
        var before = Find(rule).Find(manifests).ToList();

        Find(rule).Change(manifests);

        Assert.NotEqual(before, Find(rule).Find(manifests));
    }

    [Fact]
    public async Task Waivers_All_AreNeeded()
    {
        var manifests = Manifests.Read(await Publication.Default);

        Assert.All(Waivers(), waiver =>
        {
            Assert.NotEmpty(waiver.Reason);
            Assert.Contains(Find(waiver.Rule).Find(manifests), found => waiver.Covers(waiver.Rule, found));
        });
    }

    private static PolicyRule Find(string name) => Assert.Single(s_rules, rule => rule.Name == name);

    private static IEnumerable<Waiver> Waivers() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "AppHost", "Kubernetes", "Policy", "waivers.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(" | "))
            .Select(parts => new Waiver(parts[0], parts[1], parts[2]));

    private sealed record Waiver(string Rule, string Subject, string Reason)
    {
        public bool Covers(string rule, string found) => rule == Rule && (Subject == "*" || Subject == found);
    }
}
