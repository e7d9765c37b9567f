using Foobar.Gateway.Configuration;

namespace Foobar.Tests.Gateway.Configuration;

public sealed class CompiledTests
{
    [Fact]
    public void For_SameSettings_CompilesOnce()
    {
        var compiled = new Compiled<Settings, Result>(settings => new Result(settings.Value));
        var settings = new Settings(1);

        Assert.Same(compiled.For(settings), compiled.For(settings));
    }

    [Fact]
    public void For_OtherSettingsOfTheSameValues_KeepsWhatThereIs()
    {
        var compiled = new Compiled<Settings, Result>(settings => new Result(settings.Value));

        var first = compiled.For(new Settings(1));

        Assert.Same(first, compiled.For(new Settings(1)));
        Assert.False(first.IsDisposed);
    }

    [Fact]
    public void For_OtherValues_CompilesAnewAndDisposesOfTheOld()
    {
        var compiled = new Compiled<Settings, Result>(settings => new Result(settings.Value));

        var first = compiled.For(new Settings(1));
        var second = compiled.For(new Settings(2));

        Assert.Equal(2, second.Value);
        Assert.True(first.IsDisposed);
        Assert.False(second.IsDisposed);
    }

    private sealed record Settings(int Value);

    private sealed class Result(int value) : IDisposable
    {
        public int Value => value;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
