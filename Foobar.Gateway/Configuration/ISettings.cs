namespace Foobar.Gateway.Configuration;

/// <summary>One feature's settings: a record that says itself what is wrong with its values.</summary>
internal interface ISettings
{
    /// <summary>What is wrong, each with its key below this feature's section, such as <c>MaxTries</c>.</summary>
    IEnumerable<SettingProblem> Validate();
}
