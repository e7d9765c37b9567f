namespace Foobar.Web.Links;

/// <summary>What came of deleting a link.</summary>
internal enum DeleteLinkOutcome
{
    /// <summary>It is deleted, now or before, and no server follows it any more.</summary>
    Deleted,

    /// <summary>There never was such a link.</summary>
    NotFound,

    /// <summary>It is another owner's.</summary>
    NotOwner,
}
