using Foobar.Chaos.Load;

namespace Foobar.Chaos.Verification;

/// <summary>Finds writes that a node acknowledged although another had taken over.</summary>
internal sealed class TwoPrimaries
{
    private readonly IReadOnlyList<Term> _terms;
    private int _current;

    // The first answer of the current term. Until then the term before may still have answered.
    private TimeSpan? _firstAnswer;

    private TwoPrimaries(IReadOnlyList<Term> terms) => _terms = terms;

    /// <summary>
    /// The acknowledgements that the terms do not explain: a write of the old primary that was sent after the new one had
    /// acknowledged one, or a write of a node that had no term at all.
    /// </summary>
    /// <param name="acknowledgements">Acknowledged writes, in any order; those without a node say nothing.</param>
    /// <param name="terms">All terms, oldest first.</param>
    public static IReadOnlyList<Acknowledgement> Find(IEnumerable<Acknowledgement> acknowledgements, IReadOnlyList<Term> terms)
    {
        List<Acknowledgement> writes = [.. acknowledgements.Where(a => a.Node is not null).OrderBy(a => a.EndedAt)];
        if (writes.Count == 0)
        {
            return [];
        }

        var start = writes.Min(w => w.StartedAt);
        var search = new TwoPrimaries(terms) { _current = Math.Max(0, terms.ToList().FindLastIndex(t => t.BeganAt <= start)) };
        return [.. writes.Where(w => !search.Explains(w))];
    }

    private bool Explains(Acknowledgement write)
    {
        if (LastBefore(write.StartedAt, write.Node!) is { } certain)
        {
            Enter(certain, write);
            return true;
        }

        if (_current < _terms.Count && _terms[_current].Primary == write.Node)
        {
            Enter(_current, write);
            return true;
        }

        // An answer of an earlier term may arrive late, if only its request was early.
        var isEarly = _firstAnswer is null || write.StartedAt <= _firstAnswer;
        if (isEarly && _terms.Take(_current).Any(t => t.Primary == write.Node))
        {
            return true;
        }

        // The term may have begun after the request was sent.
        for (var i = _current + 1; i < _terms.Count && _terms[i].BeganAt <= write.EndedAt; i++)
        {
            if (_terms[i].Primary == write.Node)
            {
                Enter(i, write);
                return true;
            }
        }

        return false;
    }

    private int? LastBefore(TimeSpan time, string node)
    {
        for (var i = _terms.Count - 1; i >= _current; i--)
        {
            if (_terms[i].Primary == node && _terms[i].BeganAt <= time)
            {
                return i;
            }
        }

        return null;
    }

    private void Enter(int term, Acknowledgement write)
    {
        _firstAnswer = term == _current ? _firstAnswer ?? write.EndedAt : write.EndedAt;
        _current = term;
    }
}
