namespace Foobar.Gateway.Tls;

/// <summary>
/// Looks for changed certificates and says what became of them. The contents are compared, rather than folders watched: that
/// sees a renewal on any file system, and through the symbolic links that Kubernetes swaps.
/// </summary>
internal sealed partial class CertificateReloader(
    CertificateStore store,
    DevelopmentCertificateStore development,
    TimeProvider time,
    IHostEnvironment environment,
    ILogger<CertificateReloader> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (development.NewAuthority is { } authority)
        {
            foreach (var line in TrustInstructions.For(authority, development.Folder))
            {
                // A line each, since logs of a line an entry would join them.
                LogInstruction(line);
            }
        }

        if (store.IsDevelopment && !environment.IsDevelopment())
        {
            LogDevelopmentCertificate();
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Current is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (certificates, problem) = (store.Current, store.Problem);
            store.Refresh();
            if (store.Current != certificates)
            {
                foreach (var certificate in store.Current.Certificates)
                {
                    LogLoaded(string.Join(", ", certificate.Names), certificate.NotAfter);
                }
            }

            if (store.Problem is { } now && now != problem)
            {
                LogProblem(now);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Line}")]
    private partial void LogInstruction(string line);

    [LoggerMessage(2, LogLevel.Warning, "https has a certificate for development, which no browser trusts; set Gateway:Tls:Certificates")]
    private partial void LogDevelopmentCertificate();

    [LoggerMessage(3, LogLevel.Information, "New certificate for {Names}, valid until {NotAfter:u}")]
    private partial void LogLoaded(string names, DateTimeOffset notAfter);

    [LoggerMessage(4, LogLevel.Error, "The certificates stay as they were: {Problem}")]
    private partial void LogProblem(string problem);
}
