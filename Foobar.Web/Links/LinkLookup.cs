namespace Foobar.Web.Links;

/// <summary>What a code stands for.</summary>
internal enum LinkState
{
    /// <summary>A link that can be followed.</summary>
    Found,

    /// <summary>Nothing, so far.</summary>
    NotFound,

    /// <summary>A link whose time is over.</summary>
    Expired,

    /// <summary>A link that its owner has deleted. The code is never given out again.</summary>
    Deleted,
}

/// <param name="State">What the code stands for.</param>
/// <param name="Link">The link, if it is found or expired.</param>
internal readonly record struct LinkLookup(LinkState State, Link? Link = null);
