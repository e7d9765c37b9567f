namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known at run time, perhaps only after a wait.</summary>
public interface IValueProvider
{
    /// <summary>Gets the value.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value, or null where there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that a manifest writes as an expression.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, such as <c>{web-1.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>A value of both kinds: known at run time, written as an expression in a manifest.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider
{
}

/// <summary>A value made of other values, which it can name.</summary>
public interface IValueWithReferences
{
    /// <summary>The values and resources it refers to.</summary>
    IEnumerable<object> References { get; }
}
