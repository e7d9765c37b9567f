using k8s.Models;

namespace Foobar.AppHost.Kubernetes.Objects;

/// <summary>Probes. Start-up may take its time, readiness is noticed soon, and a restart is the last resort.</summary>
internal static class Probes
{
    public static V1Probe Http(string path, int period, int timeout, int failures) => Create(period, timeout, failures, probe =>
        probe.HttpGet = new() { Path = path, Port = "http", Scheme = "HTTP" });

    public static V1Probe Exec(IReadOnlyList<string> command, int period, int timeout, int failures) => Create(period, timeout, failures, probe =>
        probe.Exec = new() { Command = [.. command] });

    private static V1Probe Create(int period, int timeout, int failures, Action<V1Probe> setHandler)
    {
        var probe = new V1Probe { PeriodSeconds = period, TimeoutSeconds = timeout, FailureThreshold = failures };
        setHandler(probe);
        return probe;
    }
}
