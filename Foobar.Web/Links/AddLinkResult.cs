namespace Foobar.Web.Links;

/// <summary>What came of adding a link.</summary>
internal enum AddLinkOutcome
{
    /// <summary>It is there, made now or by the same request before.</summary>
    Added,

    /// <summary>Its code belongs to another link.</summary>
    CodeTaken,

    /// <summary>Its key belongs to another request.</summary>
    KeyReused,
}

/// <param name="Outcome">What came of it.</param>
/// <param name="Link">The link, if it is there.</param>
internal readonly record struct AddLinkResult(AddLinkOutcome Outcome, Link? Link = null);
