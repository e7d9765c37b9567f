namespace Foobar.MySql;

/// <summary>What the monitor keeps of a node. Guarded by the monitor's lock.</summary>
internal sealed class WatchedNode(NodeClient client, Func<Task<NodeLook>> look)
{
    public NodeClient Client { get; } = client;

    /// <summary>The last look, with nothing in it before the first.</summary>
    public NodeLook Last { get; set; } = NodeLook.Dead(client.Name, "has not been looked at yet");

    /// <summary>A request has failed here since the last look began, and this is why.</summary>
    public string? Suspicion { get; set; }

    /// <summary>Grows with each suspicion: a look that began before one does not clear it.</summary>
    public int Suspicions { get; set; }

    /// <summary>Set to look at once.</summary>
    public TaskCompletionSource Wake { get; set; } = CreateSignal();

    /// <summary>Ends with the look that begins next.</summary>
    public TaskCompletionSource NextLook { get; set; } = CreateSignal();

    /// <summary>What to decide by: a node under suspicion has nothing to say until it is looked at again.</summary>
    public NodeLook Effective => Suspicion is null ? Last : NodeLook.Dead(Client.Name, Suspicion);

    public Task<NodeLook> LookAsync() => look();

    public static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
