namespace Foobar.AppHost.MySql.Management;

internal static class SnapshotExtensions
{
    /// <summary>The snapshot with exactly these of the properties called <paramref name="names"/>, and all others as they are.</summary>
    public static CustomResourceSnapshot WithProperties(
        this CustomResourceSnapshot snapshot, IReadOnlyCollection<string> names, IReadOnlyList<(string Name, string Value)> properties)
    {
        var shown = snapshot.Properties.Where(p => names.Contains(p.Name)).Select(p => (p.Name, p.Value as string ?? ""));
        // The same array is kept when nothing changes, so that an unchanged snapshot stays equal to the last.
        return shown.SequenceEqual(properties) ? snapshot : snapshot with
        {
            Properties =
            [
                .. snapshot.Properties.Where(p => !names.Contains(p.Name)),
                .. properties.Select(p => new ResourcePropertySnapshot(p.Name, p.Value)),
            ],
        };
    }
}
