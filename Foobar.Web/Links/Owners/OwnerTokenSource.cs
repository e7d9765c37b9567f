using System.Security.Cryptography;
using System.Text;
using Foobar.Web.Consistency;
using Microsoft.Extensions.Options;

namespace Foobar.Web.Links.Owners;

/// <summary>
/// Makes the token of an owner who has none yet. It follows from the idempotency key, so that the same request, sent again to
/// whichever server, is answered with the same token.
/// </summary>
internal sealed class OwnerTokenSource(IOptions<ConsistencyTokenOptions> options)
{
    // A key of its own, from the secret that all web servers share.
    private readonly byte[] _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key), "owner token"u8);

    public OwnerToken Derive(string idempotencyKey) => new(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(idempotencyKey)));
}
