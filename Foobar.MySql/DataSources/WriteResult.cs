namespace Foobar.MySql;

/// <summary>A write that is done.</summary>
/// <param name="Value">What the write returned.</param>
/// <param name="Token">Given to a read, makes it see this write.</param>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct WriteResult<T>(T Value, ConsistencyToken Token);
