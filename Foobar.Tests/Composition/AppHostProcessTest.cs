namespace Foobar.Tests.Composition;

/// <summary>Tests of the application host as a process: a folder that goes with the test, and an end to hanging.</summary>
public abstract class AppHostProcessTest : IDisposable
{
    // Only so that a test that hangs fails.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected AppHostProcessTest() => _timeout.CancelAfter(s_timeout);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("foobar-").FullName;

    protected CancellationToken Token => _timeout.Token;

    public void Dispose()
    {
        _timeout.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
