using System.Globalization;
using System.Text.Json;
using Foobar.Gateway.Management.Commands;

namespace Foobar.Tests.Gateway.Management.Commands;

public sealed class OverridesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder.File("overrides.json");

    [Fact]
    public async Task ChangeAsync_ManyAtOnceFromTwoGateways_LosesNone()
    {
        OverridesFile[] gateways = [new(Path), new(Path)];

        await Parallel.ForAsync(0, 40, Cancellation, async (i, cancellationToken) => await gateways[i % 2].ChangeAsync(
            overrides => overrides[i.ToString(CultureInfo.InvariantCulture)] = i, fromScratch: false, cancellationToken));

        var written = OverridesJson.Parse(await File.ReadAllTextAsync(Path, Cancellation));
        Assert.Equal(Enumerable.Range(0, 40), written.Select(pair => (int)pair.Value!).Order());
    }

    [Fact]
    public async Task ChangeAsync_ChangeIsRefused_LeavesTheFileAsItWas()
    {
        var file = new OverridesFile(Path);
        await file.ChangeAsync(overrides => overrides["kept"] = true, fromScratch: false, Cancellation);
        var before = await File.ReadAllTextAsync(Path, Cancellation);

        await Assert.ThrowsAsync<CommandRefusedException>(() => file.ChangeAsync(
            overrides =>
            {
                overrides["refused"] = true;
                throw CommandRefusedException.Invalid("no");
            },
            fromScratch: false,
            Cancellation));

        Assert.Equal(before, await File.ReadAllTextAsync(Path, Cancellation));
        await file.ChangeAsync(overrides => overrides["after"] = true, fromScratch: false, Cancellation);
    }

    [Fact]
    public async Task ChangeAsync_FileIsBroken_IsRefusedUnlessItDoesNotMatter()
    {
        await File.WriteAllTextAsync(Path, "{ broken", Cancellation);
        var file = new OverridesFile(Path);

        var refusal = await Assert.ThrowsAsync<CommandRefusedException>(() => file.ChangeAsync(_ => { }, fromScratch: false, Cancellation));
        Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("{ broken", await File.ReadAllTextAsync(Path, Cancellation));

        await file.ChangeAsync(_ => { }, fromScratch: true, Cancellation);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(await File.ReadAllTextAsync(Path, Cancellation)).RootElement.ValueKind);
    }

    [Fact]
    public async Task ChangeAsync_File_IsForItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");

        await new OverridesFile(Path).ChangeAsync(_ => { }, fromScratch: false, Cancellation);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    public void Dispose() => _folder.Dispose();
}
