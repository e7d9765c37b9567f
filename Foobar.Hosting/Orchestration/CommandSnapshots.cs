using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Foobar.Hosting.Orchestration;

/// <summary>Keeps what a snapshot says of the resource's commands in step with its state.</summary>
internal static class CommandSnapshots
{
    public static CustomResourceSnapshot Update(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services };
        ImmutableArray<ResourceCommandSnapshot> commands =
        [
            .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(c => new ResourceCommandSnapshot(
                c.Name, c.UpdateState(context), c.DisplayName, c.DisplayDescription, Parameter: null, c.ConfirmationMessage, c.IconName, IconVariant: null, c.IsHighlighted)),
        ];

        // The same array is kept when nothing changed, so that an unchanged snapshot stays equal to the last.
        return commands.SequenceEqual(snapshot.Commands) ? snapshot : snapshot with { Commands = commands };
    }
}
