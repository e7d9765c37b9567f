using Foobar.Web.Links;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Foobar.Tests.Web.Links.Following;

public sealed class FollowMiddlewareTests(WebServer web) : IClassFixture<WebServer>
{
    [Fact]
    public void Paths_OfTheSiteItself_AreReservedAndNeverLookedUpAsCodes()
    {
        var paths = web.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart] }])
            .Select(endpoint => endpoint.RoutePattern.PathSegments[0].Parts.OfType<RoutePatternLiteralPart>().Single().Content)
            .Where(LinkCode.IsWellFormed)
            .ToList();

        Assert.Contains("health", paths);
        Assert.All(paths, path => Assert.True(LinkCode.IsReserved(path), path));
    }
}
