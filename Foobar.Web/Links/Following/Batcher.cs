using System.Diagnostics;

namespace Foobar.Web.Links.Following;

/// <summary>
/// Answers questions together: what is asked while answers are on their way is asked with the next. So the more is asked, the
/// less each costs, and a question that comes alone waits for nothing.
/// </summary>
/// <param name="answer">Answers the questions of a batch, all of them, none of which is there twice.</param>
/// <param name="maxBatches">How many batches may be on their way at once, so that one that hangs does not hold up all.</param>
/// <param name="maxQuestions">How many questions a batch has at most.</param>
internal sealed class Batcher<TQuestion, TAnswer>(
    Func<Batch<TQuestion>, Task<IReadOnlyDictionary<TQuestion, TAnswer>>> answer, int maxBatches, int maxQuestions)
    where TQuestion : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TQuestion, Asked> _waiting = [];
    private readonly Queue<TQuestion> _order = [];
    private int _batches;

    /// <summary>Asks. Whoever asks the same before its batch is on its way gets the same answer, or exception.</summary>
    public Task<TAnswer> AskAsync(TQuestion question)
    {
        Asked? asked;
        lock (_lock)
        {
            if (_waiting.TryGetValue(question, out asked))
            {
                return asked.Answer.Task;
            }

            asked = new(Activity.Current, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.Add(question, asked);
            _order.Enqueue(question);
            if (_batches == maxBatches)
            {
                return asked.Answer.Task;
            }

            _batches++;
        }

        _ = AnswerAsync();
        return asked.Answer.Task;
    }

    private async Task AnswerAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            // A part of the first one's trace, and not of that of whoever happened to come when this began. One that has ended
            // cannot be made the present one.
            Activity.Current = null;
            Activity.Current = batch[0].Asked.Activity;
            try
            {
                var answers = await answer(new([.. batch.Select(each => each.Question)], [.. batch.Skip(1).Select(each => each.Asked.Activity)]));
                foreach (var (question, asked) in batch)
                {
                    asked.Answer.SetResult(answers[question]);
                }
            }
            catch (Exception exception)
            {
                foreach (var (_, asked) in batch)
                {
                    asked.Answer.TrySetException(exception);
                }
            }
        }
    }

    private List<(TQuestion Question, Asked Asked)> Take()
    {
        var batch = new List<(TQuestion, Asked)>();
        lock (_lock)
        {
            while (batch.Count < maxQuestions && _order.TryDequeue(out var question) && _waiting.Remove(question, out var asked))
            {
                batch.Add((question, asked));
            }

            _batches -= batch.Count == 0 ? 1 : 0;
        }

        return batch;
    }

    private sealed record Asked(Activity? Activity, TaskCompletionSource<TAnswer> Answer);
}

/// <param name="Questions">What is asked.</param>
/// <param name="Others">What those who ask are in the middle of, but for the first, in whose trace the batch is.</param>
internal sealed record Batch<TQuestion>(IReadOnlyList<TQuestion> Questions, IReadOnlyList<Activity?> Others);
