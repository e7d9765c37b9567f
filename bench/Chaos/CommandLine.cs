using System.CommandLine;
using Foobar.Bench;
using Foobar.Chaos.Faults;
using Foobar.Chaos.Network;
using Foobar.Chaos.ReadYourWrites;
using Foobar.Chaos.Running;

namespace Foobar.Chaos;

/// <summary>What can be asked for.</summary>
internal static class CommandLine
{
    private static readonly Option<string[]> s_faults = new("--faults")
    {
        Description = "The faults, apart from each other by spaces. Default: all. See the command faults.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> s_runs = PositiveNumber.Option("--runs", "How often each fault.", 1);
    private static readonly Option<int> s_writers = PositiveNumber.Option("--writers", "How many clients write at once.", 4);
    private static readonly Option<int> s_readers = PositiveNumber.Option("--readers", "How many clients read at once.", 4);
    private static readonly Option<int> s_pairs = PositiveNumber.Option("--pairs", "How many links are made, each read right after.", 10_000);
    private static readonly Option<int> s_clients = PositiveNumber.Option("--clients", "How many clients do so at once.", 16);

    private static readonly Option<int> s_seed = new("--seed")
    {
        Description = "Decides what is left to chance. Default: by chance.",
        DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
        HelpName = "N",
        Recursive = true,
    };

    private static readonly Option<bool> s_proxies = new("--proxies") { Description = "Put links between processes also for faults that cut none." };

    private static readonly Option<LinkMode> s_cut = new("--cut")
    {
        Description = "How links are cut: Drop (nothing arrives, nobody is told) or Refuse (connections are reset).",
        DefaultValueFactory = _ => LinkMode.Drop,
        HelpName = "Drop|Refuse",
    };

    private static readonly Option<FileInfo> s_json = new("--json") { Description = "Write the raw figures to a file.", HelpName = "FILE", Recursive = true };

    private static readonly Option<DirectoryInfo> s_logs = new("--logs") { Description = "Write the logs of all processes to a folder.", HelpName = "FOLDER" };

    public static RootCommand Create()
    {
        s_faults.Validators.Add(result =>
        {
            try
            {
                FaultCatalog.Find(result.GetValueOrDefault<string[]>());
            }
            catch (BenchException e)
            {
                result.AddError(e.Message);
            }
        });
        s_cut.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<LinkMode>() is LinkMode.Pass)
            {
                result.AddError("--cut is Drop or Refuse.");
            }
        });

        var root = new RootCommand("Breaks foobar.com on purpose while it is used, and looks whether it kept its promises: nothing that was acknowledged is lost or doubled, no two nodes take writes at once, and all is well again afterwards. Exit code 1 if not.")
        {
            s_faults, s_runs, s_seed, s_writers, s_readers, s_proxies, s_cut, s_json, s_logs,
        };
        root.SetAction((result, cancellationToken) => ChaosCommand.ExecuteAsync(
            new ChaosOptions
            {
                Faults = FaultCatalog.Find(result.GetValue(s_faults) ?? []),
                Runs = result.GetValue(s_runs),
                Seed = result.GetValue(s_seed),
                Writers = result.GetValue(s_writers),
                Readers = result.GetValue(s_readers),
                AlwaysLinks = result.GetValue(s_proxies),
                Cut = result.GetValue(s_cut),
                Logs = result.GetValue(s_logs),
            },
            result.GetValue(s_json),
            cancellationToken));
        root.Add(ReadYourWrites());
        root.Add(Faults());
        return root;
    }

    private static Command ReadYourWrites()
    {
        var command = new Command("read-your-writes", "Makes the replica lag a second, then makes links and reads each right after, as an API client and as a browser: none may be missing. Exit code 1 if one is.")
        {
            s_pairs, s_clients,
        };
        command.SetAction((result, cancellationToken) => ReadYourWritesCommand.ExecuteAsync(
            result.GetValue(s_pairs), result.GetValue(s_clients), result.GetValue(s_seed), result.GetValue(s_json), cancellationToken));
        return command;
    }

    private static Command Faults()
    {
        var command = new Command("faults", "Lists the faults.");
        command.SetAction(_ =>
        {
            foreach (var fault in FaultCatalog.All)
            {
                Console.WriteLine($"{fault.Name.PadRight(FaultCatalog.All.Max(f => f.Name.Length))}  {fault.Description}.");
            }
        });
        return command;
    }
}
