namespace Foobar.Failover.Witness;

/// <summary>The record is there and says nothing that can be relied on. The message is for people.</summary>
internal sealed class WitnessException(string message, Exception? innerException = null) : Exception(message, innerException);
