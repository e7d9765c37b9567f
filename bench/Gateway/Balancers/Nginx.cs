using System.Globalization;
using System.Text.RegularExpressions;
using Foobar.Bench;
using Foobar.GatewayBench.Processes;

namespace Foobar.GatewayBench.Balancers;

/// <summary>nginx, set up to do what the gateway does, as fast as it can. It has no health checks, and sends no create again.</summary>
internal sealed partial class Nginx(string program, string version) : IBalancer
{
    public string Name => $"nginx {version}";

    public static async Task<Nginx> FindAsync(string program, CancellationToken cancellationToken) =>
        new(program, Version().Match(await ProgramRun.ExecuteAsync(program, ["-v"], cancellationToken)).Groups[1].Value);

    public ProcessSpec Prepare(BalancerSetup setup)
    {
        var file = Path.Combine(setup.Folder, "nginx.conf");
        File.WriteAllText(file, Configure(setup));

        // Else it would write to the log of the machine's own nginx until it has read its configuration.
        return new ProcessSpec(Name, program, ["-p", setup.Folder, "-e", Path.Combine(setup.Folder, "error.log"), "-c", file]);
    }

    // As root its workers would become another user, who may not enter the folder.
    // The limit of the rate is there to be checked, not to be reached.
    private static string Configure(BalancerSetup setup) => string.Create(CultureInfo.InvariantCulture, $$"""
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        daemon off;
        worker_processes {{Environment.ProcessorCount}};
        pid {{setup.Folder}}/nginx.pid;
        error_log {{setup.Folder}}/error.log crit;
        events { worker_connections 4096; }
        http {
            access_log off;
            server_tokens off;
            client_body_temp_path {{setup.Folder}}/body;
            proxy_temp_path {{setup.Folder}}/proxy;
            fastcgi_temp_path {{setup.Folder}}/fastcgi;
            uwsgi_temp_path {{setup.Folder}}/uwsgi;
            scgi_temp_path {{setup.Folder}}/scgi;
            keepalive_requests 100000000;
            client_max_body_size 16k;
            client_header_timeout 30s;
            limit_req_zone $binary_remote_addr zone=clients:10m rate=1000000r/s;

            upstream web {
                zone web 64k;
                server 127.0.0.1:{{setup.OriginPorts[0]}} max_fails=1 fail_timeout=2s;
                server 127.0.0.1:{{setup.OriginPorts[1]}} max_fails=1 fail_timeout=2s;
                keepalive 256;
                keepalive_requests 100000000;
            }

            server {
                listen 127.0.0.1:{{setup.HttpPort}} reuseport;
                listen 127.0.0.1:{{setup.HttpsPort}} ssl http2 reuseport;
                ssl_certificate {{setup.Certificate.Certificate}};
                ssl_certificate_key {{setup.Certificate.Key}};
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_session_cache shared:tls:10m;
                limit_req zone=clients burst=1000000 nodelay;

                location / {
                    proxy_pass http://web;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host $http_host;
                    proxy_connect_timeout 1s;
                    proxy_read_timeout 15s;
                    proxy_next_upstream error timeout;
                    proxy_next_upstream_tries 2;
                    proxy_buffers 32 8k;
                }
            }
        }

        """);

    [GeneratedRegex(@"nginx/(\d+(\.\d+)*)")]
    private static partial Regex Version();
}
