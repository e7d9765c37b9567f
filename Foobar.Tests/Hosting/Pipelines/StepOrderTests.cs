using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Foobar.Hosting.Pipelines;

namespace Foobar.Tests.Hosting.Pipelines;

public sealed class StepOrderTests
{
    [Fact]
    public void Of_Step_IsAllThatItDependsOnAndNothingElse()
    {
        List<PipelineStep> steps = [Step("last", "middle"), Step("middle", "first"), Step("first"), Step("other")];

        Assert.Equal(["first", "middle", "last"], StepOrder.Of("last", steps).Select(s => s.Name));
    }

    [Fact]
    public void Of_RequiredBy_IsDependsOnTheOtherWayRound()
    {
        var early = Step("early");
        early.RequiredBy("late");

        Assert.Equal(["early", "late"], StepOrder.Of("late", [Step("late"), early]).Select(s => s.Name));
    }

    [Fact]
    public void Of_StepNeededTwice_RunsOnce()
    {
        List<PipelineStep> steps = [Step("last", "left", "right"), Step("left", "first"), Step("right", "first"), Step("first")];

        Assert.Equal(["first", "left", "right", "last"], StepOrder.Of("last", steps).Select(s => s.Name));
    }

    [Fact]
    public void Of_Circle_IsRefusedAndNamed()
    {
        List<PipelineStep> steps = [Step("start", "a"), Step("a", "b"), Step("b", "c"), Step("c", "a")];

        var e = Assert.Throws<DistributedApplicationException>(() => StepOrder.Of("start", steps));
        Assert.Contains("a → b → c → a", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnknownStep_IsRefusedWithTheKnownOnes()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => StepOrder.Of("deploy", [Step("publish"), Step("build")]));

        Assert.Equal("There is no step 'deploy'. Steps: build, publish.", e.Message);
    }

    [Fact]
    public void Of_DependencyOnAnUnknownStep_IsRefused()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => StepOrder.Of("publish", [Step("publish", "nothing")]));

        Assert.StartsWith("The step 'publish' depends on the step 'nothing', which does not exist.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RequiredByAnUnknownStep_IsRefused()
    {
        var early = Step("early");
        early.RequiredBy("nothing");

        var e = Assert.Throws<DistributedApplicationException>(() => StepOrder.Of("early", [early]));
        Assert.StartsWith("The step 'early' is required by the step 'nothing', which does not exist.", e.Message, StringComparison.Ordinal);
    }

    private static PipelineStep Step(string name, params string[] dependsOn) =>
        new() { Name = name, Action = _ => Task.CompletedTask, DependsOnSteps = [.. dependsOn] };
}
