using Foobar.Gateway.Tls;

namespace Foobar.Tests.Gateway.Tls;

public sealed class CertificateSetTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly CertificateSet _set;

    public CertificateSetTests() => _set = new CertificateSet(
    [
        Issue("default.example"),
        Issue("*.foobar.com"),
        Issue("www.foobar.com", "foobar.com"),
        Issue("www.foobar.com", "*.foobar.com"),
    ]);

    [Theory]
    [InlineData("www.foobar.com", 2)]
    [InlineData("WWW.Foobar.COM", 2)]
    [InlineData("foobar.com", 2)]
    [InlineData("api.foobar.com", 1)]
    [InlineData("a.b.foobar.com", 0)]
    [InlineData(".foobar.com", 0)]
    [InlineData("www.foobar.example", 0)]
    [InlineData("*.foobar.example", 0)]
    [InlineData("com", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void Select_Name_IsExactBeforeWildcardBeforeTheFirst(string? name, int expected) =>
        Assert.Same(_set.Certificates[expected], _set.Select(name));

    public void Dispose() => _authority.Dispose();

    private ServerCertificate Issue(params string[] names) => new(_authority.Issue(names), []);
}
