using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named resource with its annotations.</summary>
[DebuggerDisplay("Type = {GetType().Name,nq}, Name = {Name}")]
public abstract class Resource : IResource
{
    /// <summary>Creates a resource.</summary>
    /// <param name="name">1 to 64 ASCII letters, digits and hyphens; starts with a letter, has no hyphen at the end or twice in a row.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not of that form.</exception>
    protected Resource(string name)
    {
        ResourceName.Validate(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
