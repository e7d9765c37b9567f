using Foobar.MySql;
using MySqlConnector;

namespace Foobar.Tests.MySql.DataSources.Writes;

public sealed class WriteFailureTests
{
    [Theory]
    [InlineData(1213, false, "Transient")]
    [InlineData(1290, false, "Refused")]
    [InlineData(1836, false, "Refused")]
    [InlineData(3032, false, "Refused")]
    [InlineData(1053, false, "Unknown")]
    [InlineData(1317, false, "Unknown")]
    [InlineData((int)MySqlErrorCode.CommandTimeoutExpired, false, "Unknown")]
    [InlineData((int)MySqlErrorCode.UnableToConnectToHost, false, "Unknown")]
    [InlineData(0, true, "Unknown")]
    [InlineData(1290, true, "Unknown")]
    [InlineData(1062, false, "OfStatement")]
    [InlineData(1064, false, "OfStatement")]
    [InlineData(1146, false, "OfStatement")]
    public void Classify_ErrorOfACommand_SaysWhatBecameOfIt(int code, bool isBroken, string expected) =>
        Assert.Equal(expected, WriteFailures.Classify((MySqlErrorCode)code, isBroken).ToString());
}
