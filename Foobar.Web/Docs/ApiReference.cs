namespace Foobar.Web.Docs;

/// <summary>The API as a person reads about it, taken from its OpenAPI document.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Operations">What it can do, in the document's order.</param>
/// <param name="Schemas">What is sent and answered.</param>
public sealed record ApiReference(
    string? Title, string? Version, string? Description, IReadOnlyList<ApiOperation> Operations, IReadOnlyList<ApiSchema> Schemas);

/// <summary>One thing that the API does.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Description">What there is to know about it.</param>
/// <param name="NeedsToken">Whether it is for the bearer of a token alone.</param>
/// <param name="Parameters">What is given in the path, the query and the headers.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Example">A body that is right, as JSON.</param>
/// <param name="Responses">What is answered, by status.</param>
public sealed record ApiOperation(
    string Method,
    string Path,
    string? Summary,
    string? Description,
    bool NeedsToken,
    IReadOnlyList<ApiField> Parameters,
    ApiType? Body,
    string? Example,
    IReadOnlyList<ApiResponse> Responses)
{
    /// <summary>The fragment that leads to it.</summary>
    public string Id => $"{Method} {Path}".ToLowerInvariant().Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
        .Replace(' ', '-').Replace('/', '-');
}

/// <summary>A parameter, or a property of a schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where a parameter is given: path, query or header.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Description">What it means.</param>
public sealed record ApiField(string Name, string? Place, ApiType Type, bool IsRequired, string? Description);

/// <summary>An answer.</summary>
/// <param name="Status">Its status code.</param>
/// <param name="Description">When it is given.</param>
/// <param name="MediaType">The form of its body, if it has one.</param>
/// <param name="Body">What is in it.</param>
public sealed record ApiResponse(string Status, string? Description, string? MediaType, ApiType? Body);

/// <summary>What a value is.</summary>
/// <param name="Text">In words, such as <c>string (date-time)</c>.</param>
/// <param name="Schema">The name of the schema that it follows, if it has one.</param>
public sealed record ApiType(string Text, string? Schema = null);

/// <summary>A named object of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Fields">What is in it.</param>
/// <param name="Example">One that is right, as JSON.</param>
public sealed record ApiSchema(string Name, string? Description, IReadOnlyList<ApiField> Fields, string? Example)
{
    /// <summary>The fragment that leads to it.</summary>
    public string Id => $"schema-{Name}";
}
