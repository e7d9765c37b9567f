using Yarp.ReverseProxy.Configuration;

namespace Foobar.Gateway.Management.Commands;

/// <summary>Tells when the proxy works by a changed configuration, so that who asked for the change sees it done.</summary>
internal sealed class AppliedConfiguration : IConfigChangeListener
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next change that is applied, or fails to be.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) => Signal();

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) => Signal();

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception)
    {
    }

    private void Signal() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
