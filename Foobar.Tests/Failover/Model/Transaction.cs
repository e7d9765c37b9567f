using Foobar.MySql.Replication;

namespace Foobar.Tests.Failover.Model;

/// <summary>A transaction in a binary log: a client's write, or a row of the history of terms.</summary>
/// <param name="Origin">The node that made it, by index.</param>
/// <param name="Number">Its number among those of that node.</param>
/// <param name="Write">The number of the client's write, or -1.</param>
/// <param name="History">The row, or null.</param>
internal sealed record Transaction(int Origin, int Number, int Write, HistoryEntry? History)
{
    private static readonly Guid[] s_servers = [new("aaaaaaaa-0000-0000-0000-000000000000"), new("bbbbbbbb-0000-0000-0000-000000000000")];

    public string Gtid { get; } = $"{s_servers[Origin]}:{Number}";

    public string Key { get; } = $"{(char)('a' + Origin)}{Number}{(History is null ? $"w{Write}" : $"h{History.Version}{History.Mode}")}";

    public static Guid ServerOf(int node) => s_servers[node];
}
