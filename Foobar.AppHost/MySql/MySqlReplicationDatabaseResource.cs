using Foobar.AppHost.MySql;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database on both servers of a <see cref="MySqlReplicationResource"/>.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="databaseName">The name of the database.</param>
/// <param name="parent">The servers.</param>
public sealed class MySqlReplicationDatabaseResource(string name, string databaseName, MySqlReplicationResource parent)
    : Resource(name), IResourceWithParent<MySqlReplicationResource>
{
    /// <summary>The name of the database.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc />
    public MySqlReplicationResource Parent { get; } = parent;

    /// <summary>How an application reaches the database on one of the two servers, with the account <c>app</c> over TLS.</summary>
    /// <param name="server"><see cref="MySqlReplicationResource.Primary"/> or <see cref="MySqlReplicationResource.Replica"/>.</param>
    public ReferenceExpression GetConnectionString(IResourceWithEndpoints server) =>
        ReferenceExpression.Create(
            $"{MySqlAccounts.GetConnectionString(server, MySqlAccounts.App, Parent.AppPassword)};Database={DatabaseName}");
}
