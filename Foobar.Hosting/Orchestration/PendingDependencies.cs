using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>The instances that another still waits for.</summary>
internal sealed class PendingDependencies(IEnumerable<string> ids)
{
    public const string PropertyName = "resource.waitingFor";

    private readonly Lock _lock = new();
    private readonly List<string> _ids = [.. ids];

    public IEnumerable<ResourcePropertySnapshot> Property
    {
        get
        {
            lock (_lock)
            {
                return _ids.Count == 0 ? [] : [new(PropertyName, string.Join(", ", _ids.Distinct()))];
            }
        }
    }

    public static CustomResourceSnapshot Forget(CustomResourceSnapshot snapshot) =>
        snapshot with { Properties = [.. snapshot.Properties.Where(p => p.Name != PropertyName)] };

    public void Remove(string id)
    {
        lock (_lock)
        {
            _ids.Remove(id);
        }
    }
}
