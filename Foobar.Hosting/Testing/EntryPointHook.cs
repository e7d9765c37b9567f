using System.Reflection;
using Aspire.Hosting;

namespace Foobar.Hosting.Testing;

/// <summary>Lets a test into an application host's own entry point: it runs as ever, and stops at Build until the test goes on.</summary>
internal sealed class EntryPointHook(Assembly entryPoint)
{
    private static readonly AsyncLocal<EntryPointHook?> s_current = new();

    public static EntryPointHook? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    public Assembly EntryPoint { get; } = entryPoint;

    public TaskCompletionSource<DistributedApplicationBuilder> Composed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<DistributedApplication> Application { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Proceed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Building(DistributedApplicationBuilder builder)
    {
        Composed.TrySetResult(builder);
        Proceed.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application)
    {
        Application.TrySetResult(application);

        // The test starts and stops the application itself; the entry point's Run must not.
        throw new EntryPointEndedException();
    }
}

/// <summary>Ends the entry point when the test has what it came for.</summary>
internal sealed class EntryPointEndedException : Exception
{
}
