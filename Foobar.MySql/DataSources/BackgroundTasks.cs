namespace Foobar.MySql;

internal static class BackgroundTasks
{
    /// <summary>Lets a task end by itself. Whatever becomes of it, nobody is interested any more.</summary>
    public static void Forget(this Task task) =>
        task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
