using Foobar.ServiceDefaults.Pages;
using Foobar.Web.Api;
using Foobar.Web.Pages;
using Microsoft.AspNetCore.OpenApi;

namespace Foobar.Web.Docs;

/// <summary>The API's description for people, from the very document that programs read.</summary>
internal static class DocsEndpoints
{
    public static void MapDocs(this IEndpointRouteBuilder endpoints) => endpoints.MapPage(
        "/docs",
        async ([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider document, CancellationToken cancellationToken) =>
            HtmlPage.Of<DocsPage>(
                StatusCodes.Status200OK,
                (nameof(DocsPage.Api), ApiReferenceReader.Read(await document.GetOpenApiDocumentAsync(cancellationToken)))));
}
