namespace Foobar.Failover.Leadership;

/// <summary>The one manager of a machine: it leads for as long as it runs. Its record's lock keeps others out.</summary>
internal sealed class SoleManager : ILeadership
{
    public Reign Reign { get; } = new(CancellationToken.None);

    public ElectionStatus? Election => null;

    public void Require(TimeSpan limit)
    {
    }

    public Task ConfirmAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
