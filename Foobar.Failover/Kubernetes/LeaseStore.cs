using System.Net;
using System.Security.Authentication;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Foobar.Failover.Kubernetes;

/// <summary>The Lease in the API server. Every write is refused if somebody else has written since.</summary>
internal sealed class LeaseStore(IKubernetes client, string @namespace, string name, TimeSpan limit, TimeProvider time)
{
    public override string ToString() => $"Lease {@namespace}/{name}";

    /// <exception cref="LeaseException">It cannot be read.</exception>
    public Task<V1Lease> ReadAsync(CancellationToken cancellationToken) =>
        AskAsync(token => client.CoordinationV1.ReadNamespacedLeaseAsync(name, @namespace, cancellationToken: token), cancellationToken);

    /// <exception cref="LeaseConflictException">It was changed since it was read.</exception>
    /// <exception cref="LeaseException">It is not known to have been written, and may be yet.</exception>
    public Task<V1Lease> ReplaceAsync(V1Lease lease, CancellationToken cancellationToken) =>
        AskAsync(token => client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, name, @namespace, cancellationToken: token), cancellationToken);

    private async Task<V1Lease> AskAsync(Func<CancellationToken, Task<V1Lease>> ask, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await ask(both.Token).WaitAsync(both.Token);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.Conflict)
        {
            throw new LeaseConflictException(e);
        }
        catch (HttpOperationException e)
        {
            throw new LeaseException(Explain(e.Response.StatusCode), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LeaseException($"the API server has not answered within {limit.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AuthenticationException or KubernetesException)
        {
            throw new LeaseException($"the API server cannot be reached: {e.Message}", e);
        }
    }

    private string Explain(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => $"there is no {this}: it is part of the manifests",
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => $"the service account may not get and update {this}",
        _ => $"the API server answers {(int)status} {status}",
    };
}
