namespace Foobar.Gateway.Management.Commands;

/// <summary>A command that is not carried out; the message says to the operator why and what to do.</summary>
internal sealed class CommandRefusedException(int statusCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>400 for what is wrong with the command itself, 409 for what stands in its way.</summary>
    public int StatusCode { get; } = statusCode;

    public static CommandRefusedException Invalid(string message) => new(StatusCodes.Status400BadRequest, message);

    public static CommandRefusedException Conflict(string message, Exception? innerException = null) =>
        new(StatusCodes.Status409Conflict, message, innerException);
}
