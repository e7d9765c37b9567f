namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something an application is made of: a project, an executable, a parameter, a database.</summary>
public interface IResource
{
    /// <summary>The name, unique in the application without regard to case.</summary>
    string Name { get; }

    /// <summary>What is known about the resource; the engine and integrations read it.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>A resource that takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource
{
}

/// <summary>A resource that takes command-line arguments.</summary>
public interface IResourceWithArgs : IResource
{
}

/// <summary>A resource that listens on endpoints.</summary>
public interface IResourceWithEndpoints : IResource
{
}

/// <summary>A resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource
{
}

/// <summary>A resource that belongs to another and follows its life.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource it belongs to.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that belongs to another of a known type.</summary>
/// <typeparam name="T">The type of the parent.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource it belongs to.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
