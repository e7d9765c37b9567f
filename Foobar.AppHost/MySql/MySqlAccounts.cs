namespace Foobar.AppHost.MySql;

/// <summary>The accounts that mysql-node.sh creates on each server.</summary>
internal static class MySqlAccounts
{
    public const string App = "app";
    public const string Manager = "manager";

    // The address rather than the name "localhost": servers listen on IPv4, and names cost a failed attempt on IPv6.
    public static ReferenceExpression GetConnectionString(IResourceWithEndpoints server, string user, ParameterResource password)
    {
        var endpoint = server.GetEndpoint(MySqlReplicationPair.EndpointName);
        return ReferenceExpression.Create(
            $"Server={endpoint.Property(EndpointProperty.IPV4Host)};Port={endpoint.Property(EndpointProperty.Port)};User ID={user};Password={password};SslMode=Required");
    }

    // SOURCE_PASSWORD is cut off there, without a word (MySQL Reference Manual, CHANGE REPLICATION SOURCE TO).
    private const int MaxPasswordLength = 32;

    /// <summary>Why a password cannot be put into a connection string or be a replica's, or null when it can.</summary>
    public static string? FindPasswordProblem(string? password) => password switch
    {
        null or "" => "is empty",
        { Length: > MaxPasswordLength } => "must not be longer than 32 characters, which is all that a replica can send",
        _ when password.IndexOfAny([';', '=', '"', '\'', '`', '\r', '\n', ' ']) >= 0 =>
            "must not contain a space, a line break or one of ; = \" ' `",
        _ => null,
    };
}
