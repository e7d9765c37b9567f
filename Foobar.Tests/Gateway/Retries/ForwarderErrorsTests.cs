using Foobar.Gateway.Retries;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Foobar.Tests.Gateway.Retries;

/// <summary>Whose failure it is, as YARP reports it.</summary>
public sealed class ForwarderErrorsTests
{
    private static readonly Exception s_cancelled = new AggregateException(new OperationCanceledException(), new HttpRequestException());
    private static readonly Exception s_unreadable = new AggregateException(new BadHttpRequestException("cut off"), new HttpRequestException());

    public static TheoryData<ForwarderError, Exception, int, bool> Errors => new()
    {
        { ForwarderError.Request, new HttpRequestException(), 502, true },
        { ForwarderError.RequestTimedOut, new OperationCanceledException(), 504, true },
        { ForwarderError.RequestBodyDestination, new AggregateException(new IOException(), new HttpRequestException()), 502, true },
        { ForwarderError.ResponseHeaders, new InvalidOperationException(), 502, true },
        { ForwarderError.ResponseBodyDestination, new IOException(), 502, true },

        // The server went, and with it the wish to read on.
        { ForwarderError.RequestBodyClient, s_cancelled, 400, true },

        // The client was too slow, sent what cannot be read, or went.
        { ForwarderError.RequestBodyClient, s_cancelled, 408, false },
        { ForwarderError.RequestBodyClient, s_unreadable, 400, false },
        { ForwarderError.RequestBodyCanceled, s_cancelled, 400, false },
        { ForwarderError.RequestCanceled, new OperationCanceledException(), 400, false },
        { ForwarderError.ResponseBodyClient, new IOException(), 200, false },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void IsServerFailure_OfEachError_BlamesWhoFailed(ForwarderError error, Exception exception, int statusCode, bool expected)
    {
        var context = new DefaultHttpContext { Response = { StatusCode = statusCode } };

        Assert.Equal(expected, new Feature(error, exception).IsServerFailure(context));
    }

    [Theory]
    [InlineData(ForwarderError.RequestBodyClient, true)]
    [InlineData(ForwarderError.RequestBodyDestination, true)]
    [InlineData(ForwarderError.RequestBodyCanceled, true)]
    [InlineData(ForwarderError.ResponseBodyDestination, false)]
    public void IsOfUnwantedBody_ReportedAlone_IsForBodiesOfRequests(ForwarderError error, bool expected)
    {
        Assert.Equal(expected, new Feature(error, new IOException()).IsOfUnwantedBody());

        // With what came of it, it is a failure: the answer broke off, or there was none.
        Assert.False(new Feature(error, new AggregateException(new IOException(), new HttpRequestException())).IsOfUnwantedBody());
    }

    private sealed record Feature(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature;
}
