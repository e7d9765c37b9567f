namespace Foobar.Web.Pages;

/// <summary>The entries of the site's navigation.</summary>
public enum SiteSection
{
    /// <summary>None of them, as for an error.</summary>
    None,

    /// <summary>Makes a link.</summary>
    Shorten,

    /// <summary>The links of whoever looks.</summary>
    MyLinks,

    /// <summary>Who answers.</summary>
    System,

    /// <summary>How programs do all that.</summary>
    Api,
}
