namespace Foobar.MySql;

/// <summary>The roles at one moment. Immutable, so whoever decides by it sees one state and not half of two.</summary>
/// <param name="Roles">Who does what.</param>
/// <param name="Looks">The last look at each node.</param>
/// <param name="Changed">Ends when another node, or none, gets a role. Lag alone is no change.</param>
internal sealed record RoleSnapshot(PairRoles Roles, IReadOnlyList<NodeLook> Looks, Task Changed)
{
    /// <summary>The state of each node, for people.</summary>
    public string Describe() => string.Join("; ", Looks.Select(look => $"{look.Name} " + look switch
    {
        { Answer.IsReadOnly: true } => "is read-only",
        { Answer: not null } => $"is writable in term {look.Answer.Term}",
        _ => look.Error,
    }));
}
