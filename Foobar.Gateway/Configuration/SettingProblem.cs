namespace Foobar.Gateway.Configuration;

/// <param name="Key">The setting, such as <c>Retry:MaxTries</c>.</param>
/// <param name="Problem">What is wrong and what is allowed, to be read after the key: <c>is -1; 1 to 10 is allowed</c>.</param>
internal readonly record struct SettingProblem(string Key, string Problem)
{
    public SettingProblem Below(string section) => this with { Key = $"{section}:{Key}" };

    public override string ToString() => $"{Key} {Problem}.";
}
