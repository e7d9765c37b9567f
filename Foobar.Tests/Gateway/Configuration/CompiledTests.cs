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
    }

    [Fact]
    public void For_OtherValues_CompilesAnew()
    {
        var compiled = new Compiled<Settings, Result>(settings => new Result(settings.Value));

        Assert.Equal(1, compiled.For(new Settings(1)).Value);
        Assert.Equal(2, compiled.For(new Settings(2)).Value);
    }

    private sealed record Settings(int Value);

    private sealed class Result(int value)
    {
        public int Value => value;
    }
}
