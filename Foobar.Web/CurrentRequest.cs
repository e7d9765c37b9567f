namespace Foobar.Web;

/// <summary>
/// The request that is dealt with, for what is not given it. Unlike the framework's accessor, which this is inside, it costs
/// nothing where a link in memory is followed.
/// </summary>
internal sealed class CurrentRequest
{
    private readonly HttpContextAccessor _accessor = new();

    public HttpContext? Context
    {
        get => _accessor.HttpContext;
        set => _accessor.HttpContext = value;
    }
}
