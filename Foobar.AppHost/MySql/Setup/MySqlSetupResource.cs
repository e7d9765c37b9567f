namespace Foobar.AppHost.MySql.Setup;

/// <summary>Finds or fetches MySQL before the servers start.</summary>
internal sealed class MySqlSetupResource(string name) : Resource(name)
{
    /// <summary>Where the servers come from; known once the resource has finished.</summary>
    public ServerChoice? Choice { get; set; }
}
