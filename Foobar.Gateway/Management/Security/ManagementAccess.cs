using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foobar.Gateway.Configuration;

namespace Foobar.Gateway.Management.Security;

/// <summary>
/// Who may use the management port. Sessions are signed with the token and kept nowhere, so that all gateways which have
/// the same token know them.
/// </summary>
internal sealed class ManagementAccess(GatewayConfiguration configuration, TimeProvider time)
{
    public static readonly TimeSpan SessionTime = TimeSpan.FromHours(12);

    private string? Token => configuration.Current.Management.Token is { Length: > 0 } token ? token : null;

    /// <summary>Whether nothing needs to be known.</summary>
    public bool IsOpen => Token is null;

    public bool IsToken(string? candidate) => Token is { } token && candidate is not null && AreEqual(candidate, token);

    /// <summary>A new session; null while no token is needed.</summary>
    public string? CreateSession() => Token is { } token ? Sign((time.GetUtcNow() + SessionTime).ToUnixTimeSeconds(), token) : null;

    public bool IsSession(string? candidate) =>
        Token is { } token
        && candidate?.Split('.') is [var until, _]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > time.GetUtcNow().ToUnixTimeSeconds()
        && AreEqual(candidate, Sign(seconds, token));

    /// <summary>Compares in a time that says nothing about the secret, not even its length.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    private static string Sign(long until, string token)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"gateway management session until {until}");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed));
        return string.Create(CultureInfo.InvariantCulture, $"{until}.{Convert.ToHexStringLower(signature)}");
    }
}
