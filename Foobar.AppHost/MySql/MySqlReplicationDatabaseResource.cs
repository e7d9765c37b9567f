using Foobar.AppHost.MySql;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database on both nodes of a <see cref="MySqlReplicationResource"/>.</summary>
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

    /// <summary>How an application reaches the database on one of the two nodes, with the account <c>app</c> over TLS.</summary>
    /// <param name="node">One of <see cref="MySqlReplicationResource.Nodes"/>.</param>
    public ReferenceExpression GetConnectionString(IResourceWithEndpoints node) =>
        ReferenceExpression.Create(
            $"{MySqlAccounts.GetConnectionString(node, MySqlAccounts.App, Parent.AppPassword)};Database={DatabaseName}");
}
