using Foobar.Bench;
using Foobar.Chaos.Reporting;

namespace Foobar.Chaos.Running;

/// <summary>Breaks what was asked for, and says what became of it.</summary>
internal static class ChaosCommand
{
    public static async Task<int> ExecuteAsync(ChaosOptions options, FileInfo? json, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{options.Faults.Count} faults, {options.Runs} runs each, {options.Writers} writers, {options.Readers} readers, --seed {options.Seed}");
        var session = new ChaosSession(options, Console.Out);
        var results = await session.ExecuteAsync(cancellationToken);
        if (results.Count > 0)
        {
            Console.WriteLine();
            Console.WriteLine(ResultTable.Of(results));
            Console.WriteLine();
            foreach (var remark in ResultTable.Remarks(results))
            {
                Console.WriteLine(remark);
            }
        }

        if (json is not null)
        {
            await JsonReport.WriteAsync(json, new { options.Seed, options.Writers, options.Readers, Results = results }, CancellationToken.None);
        }

        return !cancellationToken.IsCancellationRequested && session.IsWholeGood && results.All(r => r.IsGood) ? 0 : 1;
    }
}
