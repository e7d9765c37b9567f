namespace Foobar.AppHost.MySql.Management;

internal static class SnapshotExtensions
{
    /// <summary>The snapshot with a property set, in its place if it is there already.</summary>
    public static CustomResourceSnapshot WithProperty(this CustomResourceSnapshot snapshot, string name, object? value)
    {
        var property = new ResourcePropertySnapshot(name, value);
        var old = snapshot.Properties.FirstOrDefault(p => p.Name == name);
        return snapshot with
        {
            Properties = old is null ? snapshot.Properties.Add(property) : snapshot.Properties.Replace(old, property),
        };
    }
}
