namespace Foobar.Web.Pages;

/// <summary>The hidden field of a form that its cookie has to agree with.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">The field's value.</param>
public sealed record FormToken(string Name, string Value);
