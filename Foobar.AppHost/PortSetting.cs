using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Foobar.AppHost;

/// <summary>A port, as an option or as a setting.</summary>
internal static class PortSetting
{
    private static readonly string s_range = $"a port from 1 to {IPEndPoint.MaxPort}";

    public static Option<int?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "PORT",
        CustomParser = Parse,
    };

    /// <exception cref="DistributedApplicationException">The setting is no port.</exception>
    public static int GetPort(this IConfiguration configuration, string key, int fallback) =>
        configuration[key] is not { Length: > 0 } text ? fallback
        : TryParse(text, out var port) ? port
        : throw new DistributedApplicationException($"{key} is '{text}'. It must be {s_range}.");

    private static int? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (TryParse(text, out var port))
        {
            return port;
        }

        argument.AddError($"{((OptionResult)argument.Parent!).Option.Name} is '{text}'. It must be {s_range}.");
        return null;
    }

    private static bool TryParse(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= IPEndPoint.MaxPort;
}
