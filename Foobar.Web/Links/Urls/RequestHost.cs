namespace Foobar.Web.Links.Urls;

/// <summary>The host that the client of this request knows this site by, the gateway's included.</summary>
internal sealed class RequestHost(CurrentRequest request)
{
    public HostString Host => request.Context?.Request.Host ?? default;
}
