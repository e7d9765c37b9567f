using Aspire.Hosting;

namespace Foobar.Tests.Hosting.AspireSurface;

/// <summary>
/// The embedded engine shows nothing that Aspire 13.5.2 does not show in just that form, so that what compiles against
/// the one compiles against the other. The lines it implements were taken from the genuine assemblies.
/// </summary>
public sealed class AspireParityTests
{
    private static readonly HashSet<string> s_genuine =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Hosting", "AspireSurface", "aspire-13.5.2.txt")).Where(line => !line.StartsWith('#')),
    ];

    [Fact]
    public void PublicSurface_OfTheEmbeddedEngine_IsASubsetOfAspires()
    {
        var declarations = s_genuine.Select(line => line.Split(" : ")[0]).ToHashSet();

        var ours = PublicSignatures.Of(typeof(DistributedApplication).Assembly).ToList();

        Assert.True(ours.Count > 300, $"Only {ours.Count} signatures were found.");
        List<string> unknown = [.. ours.Where(line => !s_genuine.Contains(line) && !declarations.Contains(line))];
        Assert.True(unknown.Count == 0, string.Join("\n", unknown));
    }

    [Fact]
    public void Lines_OfAspire_AreThoseThatTheEmbeddedEngineImplements()
    {
        var ours = PublicSignatures.Of(typeof(DistributedApplication).Assembly).ToHashSet();

        List<string> absent = [.. s_genuine.Where(line => !ours.Contains(line) && !ours.Contains(line.Split(" : ")[0]))];
        Assert.True(absent.Count == 0, string.Join("\n", absent));
    }

    [Fact]
    public void BasesAndInterfaces_OfTheEmbeddedEngine_AreASubsetOfAspires()
    {
        var bases = s_genuine.Where(line => line.Contains("class ", StringComparison.Ordinal) || line.StartsWith("interface ", StringComparison.Ordinal) || line.StartsWith("struct ", StringComparison.Ordinal))
            .Select(line => line.Split(" : ", 2))
            .GroupBy(parts => parts[0])
            .ToDictionary(g => g.Key, g => g.First().ElementAtOrDefault(1) ?? "");

        foreach (var type in typeof(DistributedApplication).Assembly.GetExportedTypes().Where(t => !t.IsEnum))
        {
            var genuine = bases[PublicSignatures.Declaration(type)];
            Assert.All(PublicSignatures.BasesOf(type), parent => Assert.Contains(parent, genuine, StringComparison.Ordinal));
        }
    }
}
