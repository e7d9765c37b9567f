using System.Reflection;
using Aspire.Hosting;

namespace Foobar.Hosting.Testing;

/// <summary>An application host's entry point, running up to the moment in which it builds its application.</summary>
internal sealed class EntryPointRun
{
    private readonly EntryPointHook _hook;
    private readonly Task _run;

    private EntryPointRun(EntryPointHook hook, Task run)
    {
        _hook = hook;
        _run = run;
    }

    public DistributedApplicationBuilder Builder => _hook.Composed.Task.Result;

    /// <exception cref="InvalidOperationException">The entry point ended before it built an application.</exception>
    public static async Task<EntryPointRun> StartAsync(Assembly assembly, string[] args, CancellationToken cancellationToken)
    {
        var main = assembly.EntryPoint ?? throw new InvalidOperationException($"The assembly {assembly.GetName().Name} has no entry point: it is not an application host.");
        var hook = new EntryPointHook(assembly);
        var entryPoint = new EntryPointRun(hook, Task.Factory.StartNew(() => RunMain(main, args, hook), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        if (await Task.WhenAny(hook.Composed.Task, entryPoint._run).WaitAsync(cancellationToken) == entryPoint._run)
        {
            await entryPoint._run;
            throw new InvalidOperationException($"The application host {assembly.GetName().Name} ended before it built an application.");
        }

        return entryPoint;
    }

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _hook.Proceed.TrySetResult();
        if (await Task.WhenAny(_hook.Application.Task, _run).WaitAsync(cancellationToken) == _run)
        {
            await _run;
        }

        return await _hook.Application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the entry point where it waits to build its application.</summary>
    public void Abandon() => _hook.Proceed.TrySetException(new EntryPointEndedException());

    private static void RunMain(MethodInfo main, string[] args, EntryPointHook hook)
    {
        EntryPointHook.Current = hook;
        try
        {
            object?[]? parameters = main.GetParameters().Length == 0 ? null : [args];
            if (main.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null, parameters, culture: null) is Task task)
            {
                task.GetAwaiter().GetResult();
            }
        }
        catch (EntryPointEndedException)
        {
            // The test has the application.
        }
    }
}
