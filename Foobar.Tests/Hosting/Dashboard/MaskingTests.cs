using Foobar.Hosting.Dashboard.Resources;

namespace Foobar.Tests.Hosting.Dashboard;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("MYSQL_ROOT_PASSWORD", true)]
    [InlineData("mysql_password", true)]
    [InlineData("CLIENT_SECRET", true)]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("Signing__Key", true)]
    [InlineData("ConnectionStrings__foobar", true)]
    [InlineData("resource.connectionString", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", true)]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("services__web-1__http__0", false)]
    [InlineData("OTEL_SERVICE_NAME", false)]
    public void IsSecretName_Name_IsToldByItsWords(string name, bool expected) => Assert.Equal(expected, Masking.IsSecretName(name));
}
