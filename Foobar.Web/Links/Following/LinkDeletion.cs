using Foobar.MySql;
using Foobar.Web.Links.Owners;

namespace Foobar.Web.Links.Following;

/// <summary>It is not known that every server has heard of a delete.</summary>
internal sealed class UnconfirmedDeletionException()
    : Exception("The primary changed while the link was deleted, so perhaps not every server has heard of it.");

/// <summary>Deletes links, and says so only when no server follows them any more.</summary>
internal sealed class LinkDeletion(LinkWriter writer, ReplicatedMySql mysql, DeletionLog deletions, LinkCache cache, TimeProvider time)
{
    private const int MaxAttempts = 3;

    /// <exception cref="UnconfirmedDeletionException">It is deleted, and not every server may have heard of it.</exception>
    public async Task<DeleteLinkOutcome> DeleteAsync(string code, OwnerToken owner, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var term = mysql.Roles.Term;
            var outcome = await writer.DeleteAsync(code, owner.Hash, cancellationToken);
            if (outcome != DeleteLinkOutcome.Deleted)
            {
                return outcome;
            }

            deletions.Add(code);
            cache.Remove(code);

            // Every server that sees the primary asks it within this time, if it is there all along.
            await Task.Delay(DeletionLog.NoticePeriod, time, cancellationToken);
            if (await IsToldAsync(code, cancellationToken) && mysql.Roles.Term == term)
            {
                return DeleteLinkOutcome.Deleted;
            }
        }

        throw new UnconfirmedDeletionException();
    }

    // A commit may take long: what became visible when it was old already, not every server was told.
    private async Task<bool> IsToldAsync(string code, CancellationToken cancellationToken) => (await mysql.WriteAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand(
                "select 1 from links where code = @code and deleted_at >= utc_timestamp(6) - interval @seconds second",
                ("@code", code),
                ("@seconds", (DeletionWatcher.Overlap / 2).TotalSeconds));
            return await command.ExecuteScalarAsync() is not null;
        },
        isIdempotent: true,
        cancellationToken)).Value;
}
