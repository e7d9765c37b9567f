namespace Foobar.Web.Api;

/// <summary>What is wrong with a request, by field.</summary>
internal static class FieldErrors
{
    public static Dictionary<string, string[]> Of(params ReadOnlySpan<(string Field, string? Error)> fields)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, error) in fields)
        {
            if (error is not null)
            {
                errors[field] = [error];
            }
        }

        return errors;
    }
}
