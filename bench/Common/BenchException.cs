namespace Foobar.Bench;

/// <summary>Something that the person who runs this has to know, said for that person.</summary>
internal sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
