using System.Globalization;
using System.Xml.Linq;
using Foobar.MySql;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Foobar.Web.DataProtection;

/// <summary>Keeps the keys of data protection in the database, for all web servers.</summary>
/// <remarks>
/// The framework asks synchronously, once a day and when it meets a key that it does not know. Servers that make a key at the
/// same time make one: the first to come wins, and the others, which read again after they have written, find it.
/// </remarks>
internal sealed class MySqlKeyRepository(ReplicatedMySql mysql) : IXmlRepository
{
    // What this server has written last, so that it sees it on whichever node.
    private volatile ConsistencyToken? _written;

    public IReadOnlyCollection<XElement> GetAllElements() => GetAllElementsAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => StoreElementAsync(element, friendlyName).GetAwaiter().GetResult();

    /// <summary>Whether there are keys on the way from the primary is not known, so an empty answer is asked of the primary itself.</summary>
    private async Task<IReadOnlyCollection<XElement>> GetAllElementsAsync()
    {
        var elements = await mysql.ReadAsync(ReadAsync, _written).ConfigureAwait(false);
        return elements.Count > 0 ? elements : (await mysql.WriteAsync(ReadAsync, isIdempotent: true).ConfigureAwait(false)).Value;
    }

    private async Task StoreElementAsync(XElement element, string friendlyName)
    {
        var written = await mysql.WriteAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand(
                    """
                    insert into data_protection_keys (friendly_name, active_day, element) values (@name, @day, @element)
                    on duplicate key update id = id
                    """,
                    ("@name", friendlyName),
                    ("@day", ActiveDay(element)),
                    ("@element", element.ToString(SaveOptions.DisableFormatting)));
                return await command.ExecuteNonQueryAsync();
            },
            isIdempotent: true).ConfigureAwait(false);
        _written = written.Token;
    }

    private static async Task<IReadOnlyCollection<XElement>> ReadAsync(MySqlNodeConnection connection)
    {
        await using var command = connection.CreateCommand("select element from data_protection_keys order by id");
        await using var reader = await command.ExecuteReaderAsync();
        var elements = new List<XElement>();
        while (await reader.ReadAsync())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    // Revocations have no such day, and each of them is kept.
    private static DateOnly? ActiveDay(XElement element) =>
        element.Element("activationDate") is { } date
            ? DateOnly.FromDateTime(DateTimeOffset.Parse(date.Value, CultureInfo.InvariantCulture).UtcDateTime)
            : null;
}
