using System.Diagnostics;
using Foobar.Web.Links.Following;

namespace Foobar.Tests.Web.Links.Following;

public sealed class BatcherTests
{
    private readonly List<Batch<string>> _batches = [];
    private readonly List<string?> _current = [];
    private readonly Queue<TaskCompletionSource> _gates = [];
    private readonly Batcher<string, int> _batcher;

    public BatcherTests() => _batcher = new(AnswerAsync, maxBatches: 2, maxQuestions: 3);

    [Fact]
    public async Task Ask_Alone_IsAskedAtOnce()
    {
        var answer = _batcher.AskAsync("four");

        Assert.Equal([["four"]], Asked());
        Assert.False(answer.IsCompleted);
        Release();
        Assert.Equal(4, await answer);
    }

    [Fact]
    public async Task Ask_WhileAsMuchAsMayBeIsUnderWay_IsAskedTogetherWithWhatCameMeanwhile()
    {
        var answers = "1 22 333 4444 333 55555 666666".Split(' ').Select(_batcher.AskAsync).ToList();
        Assert.Equal([["1"], ["22"]], Asked());

        Release();
        await answers[0];
        Assert.Equal([["1"], ["22"], ["333", "4444", "55555"]], Asked());

        Release();
        Release();
        Release();
        int[] lengths = await Task.WhenAll(answers);
        Assert.Equal([1, 2, 3, 4, 3, 5, 6], lengths);
        Assert.Equal(["666666"], Asked()[3]);
    }

    [Fact]
    public async Task Ask_SameAgainWhileItIsUnderWay_IsAskedAgain()
    {
        // The first answer may be older than what the second asker knows of.
        var first = _batcher.AskAsync("a");
        var second = _batcher.AskAsync("a");

        Assert.Equal([["a"], ["a"]], Asked());
        Release();
        Release();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Ask_ThatFails_FailsForThoseOfItsBatchAlone()
    {
        var failing = _batcher.AskAsync("a");
        var other = _batcher.AskAsync("bb");
        var next = _batcher.AskAsync("ccc");
        _gates.Dequeue().SetException(new InvalidOperationException("no answer"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Release();
        Release();
        int[] lengths = await Task.WhenAll(other, next);
        Assert.Equal([2, 3], lengths);
    }

    [Fact]
    public async Task Ask_ByRequests_IsAPartOfTheFirstOnesTraceAndNamesTheOthers()
    {
        Task[] earlier = [_batcher.AskAsync("a"), _batcher.AskAsync("b")];
        using var one = new Activity("one").Start();
        var first = _batcher.AskAsync("cc");
        Activity.Current = null;
        using var two = new Activity("two").Start();
        var second = _batcher.AskAsync("dd");
        Activity.Current = null;

        Release();
        Release();
        await Task.WhenAll(earlier);
        Release();
        await Task.WhenAll(first, second);

        Assert.Equal("two", Assert.Single(_batches[2].Others)?.OperationName);
        Assert.Equal("one", _current[2]);
    }

    private async Task<IReadOnlyDictionary<string, int>> AnswerAsync(Batch<string> batch)
    {
        var gate = new TaskCompletionSource();
        _batches.Add(batch);
        _current.Add(Activity.Current?.OperationName);
        _gates.Enqueue(gate);
        await gate.Task;
        return batch.Questions.ToDictionary(question => question, question => question.Length);
    }

    private string[][] Asked() => [.. _batches.Select(batch => batch.Questions.ToArray())];

    // Runs what waits for it before it returns.
    private void Release() => _gates.Dequeue().SetResult();
}
