using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Foobar.Hosting.Orchestration;

namespace Foobar.Tests.Hosting.Orchestration;

public sealed class StopOrderTests : IAsyncDisposable
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Fact]
    public void Waves_ChainOfWaits_StopsTheLastFirst()
    {
        var database = Add("database");
        var web1 = Add("web-1").WaitFor(database);
        var web2 = Add("web-2").WaitFor(database);
        Add("gateway").WaitFor(web1).WaitFor(web2);

        Assert.Equal("gateway | web-1 web-2 | database", Waves());
    }

    [Fact]
    public void Waves_WaitThroughAResourceWithoutProcess_KeepsTheOrder()
    {
        var pair = _builder.AddResource(new Pair("pair"));
        Add("node").WithParentRelationship(pair.Resource);
        Add("web").WaitFor(pair);

        Assert.Equal("web | pair | node", Waves());
    }

    [Fact]
    public void Waves_ChildThatRefersToItsSiblings_StopsAfterWhoWaitsForTheParentAndBeforeThem()
    {
        var pair = _builder.AddResource(new Pair("pair"));
        var node1 = Add("node-1").WithParentRelationship(pair.Resource);
        var node2 = Add("node-2").WithParentRelationship(pair.Resource);
        Add("manager").WithParentRelationship(pair.Resource).WithReferenceRelationship(node1.Resource).WithReferenceRelationship(node2.Resource);
        Add("web").WaitFor(pair);

        Assert.Equal("web | pair | manager | node-1 node-2", Waves());
    }

    [Fact]
    public void Waves_Circle_StopsAllAtOnce()
    {
        var a = Add("a");
        var b = Add("b").WaitFor(a);
        a.WaitFor(b);

        Assert.Equal("a b", Waves());
    }

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    private IResourceBuilder<ExecutableResource> Add(string name) => _builder.AddExecutable(name, "sh", ".");

    private string Waves() => string.Join(" | ", StopOrder.Waves(_builder.Resources).Select(wave => string.Join(' ', wave.Select(r => r.Name))));

    private sealed class Pair(string name) : Resource(name);
}
