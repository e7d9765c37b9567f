namespace Foobar.Web.System;

/// <summary>Who answers this request: the web server and, once asked, the database node.</summary>
internal sealed class ServedBy(ServerName server)
{
    public const string ServerHeader = "X-Served-By";
    public const string DatabaseNodeHeader = "X-Database-Node";

    /// <summary>The name of this server among its like, such as <c>web-1</c>.</summary>
    public string Server => server.Value;

    /// <summary>The database node that answered last, or null if none was asked.</summary>
    public string? DatabaseNode { get; set; }
}
