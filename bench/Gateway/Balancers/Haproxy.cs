using System.Globalization;
using System.Text.RegularExpressions;
using Foobar.Bench;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Balancers;

/// <summary>HAProxy, set up to do what the gateway does, as fast as it can.</summary>
/// <param name="program">Where it is.</param>
/// <param name="version">Its version.</param>
/// <param name="http2">Whether it speaks HTTP/2 to the web servers, as the gateway does: fast with small answers, slow with large ones.</param>
internal sealed partial class Haproxy(string program, string version, bool http2) : IBalancer
{
    public string Name => $"HAProxy {version}{(http2 ? " (h2)" : "")}";

    public static async Task<string> FindVersionAsync(string program, CancellationToken cancellationToken) =>
        Version().Match(await ProgramRun.ExecuteAsync(program, ["-v"], cancellationToken)).Groups[1].Value;

    public ProcessSpec Prepare(BalancerSetup setup)
    {
        var file = Path.Combine(setup.Folder, "haproxy.cfg");
        File.WriteAllText(file, Configure(setup));
        return new ProcessSpec(Name, program, ["-db", "-f", file]);
    }

    // Only what is safe to send again is, as by the gateway: retry-on alone would send all again.
    // The limit of the rate is there to be checked, not to be reached.
    private string Configure(BalancerSetup setup) => string.Create(CultureInfo.InvariantCulture, $$"""
        global
            nbthread {{Environment.ProcessorCount}}
            maxconn 4096
            tune.h2.initial-window-size 1048576
            ssl-default-bind-options ssl-min-ver TLSv1.2

        defaults
            mode http
            timeout connect 1s
            timeout http-request 30s
            timeout http-keep-alive 60s
            timeout client 60s
            timeout server 15s
            retries 2
            option redispatch 1
            retry-on all-retryable-errors

        frontend site
            bind 127.0.0.1:{{setup.HttpPort}}
            bind 127.0.0.1:{{setup.HttpsPort}} ssl crt {{setup.Certificate.Both}} alpn h2,http/1.1
            stick-table type ip size 100k expire 10s store http_req_rate(1s)
            http-request track-sc0 src
            http-request deny deny_status 429 if { sc_http_req_rate(0) gt 1000000 }
            http-request disable-l7-retry if !{ method GET HEAD OPTIONS PUT DELETE } !{ req.hdr(Idempotency-Key) -m found }
            http-request set-header X-Forwarded-For %[src]
            http-request set-header X-Forwarded-Proto https if { ssl_fc }
            http-request set-header X-Forwarded-Proto http unless { ssl_fc }
            http-request set-header X-Forwarded-Host %[req.hdr(host)]
            default_backend web

        backend web
            balance roundrobin
            http-reuse always
            option httpchk
            http-check send meth GET uri /health ver HTTP/1.1 hdr Host localhost
            http-check expect status 200
            default-server {{(http2 ? "proto h2" : "")}} check inter 1s fall 2 rise 1
            server web-1 127.0.0.1:{{setup.OriginPorts[0]}}
            server web-2 127.0.0.1:{{setup.OriginPorts[1]}}

        """);

    [GeneratedRegex(@"version (\d+(\.\d+)*)")]
    private static partial Regex Version();
}
