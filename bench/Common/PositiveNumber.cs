using System.CommandLine;
using System.Globalization;

namespace Foobar.Bench;

/// <summary>An option whose value is a whole number, one at least.</summary>
internal static class PositiveNumber
{
    public static Option<int> Option(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
        option.Validators.Add(result =>
        {
            // What is no number at all is found, and said, before any value can be asked for.
            if (result.Tokens.Any(token => int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1))
            {
                result.AddError($"{name} is at least 1.");
            }
        });
        return option;
    }
}
