namespace Foobar.Tests;
public sealed class PlaceholderTests { [Fact] public void One() => Assert.Equal(2, 1 + 1); }
