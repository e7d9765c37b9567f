using Foobar.AppHost.Kubernetes.Objects;
using Foobar.AppHost.Kubernetes.Settings;
using Foobar.AppHost.MySql.Nodes;
using k8s.Models;

namespace Foobar.AppHost.Kubernetes.MySql;

/// <summary>A pod of MySQL's image with our scripts in it.</summary>
internal static class MySqlPod
{
    // The user that the image is made for.
    private const long User = 999;
    private const string Scripts = "scripts";
    private const string ScriptFolder = "/scripts";

    /// <summary>The name of the ConfigMap with the scripts and settings of a pair.</summary>
    public static string GetConfigMap(string pair) => $"{pair}-scripts";

    public static IReadOnlyList<string> GetCommand(string script, params string[] arguments) => ["sh", $"{ScriptFolder}/{script}", .. arguments];

    /// <summary>What a server gets. Half of the memory is for data.</summary>
    /// <exception cref="DistributedApplicationException">A setting makes no sense.</exception>
    public static ResourceSettings ReadResources(PublishContext context, string pair) =>
        new ResourceSettings(Cpu: "500m", CpuLimit: "2", Memory: "1Gi", EphemeralStorage: "1Gi").Read(context.Settings.Component(pair));

    public static V1PodSpec Create(PublishContext context, string pair, string component, V1Container container)
    {
        container.Image = ImageNames.Choose(context.Settings, pair, MySqlContainer.Image);
        var pod = Pods.Create(component, User, container, temporarySize: "512Mi");
        pod.Mount(new() { Name = Scripts, ConfigMap = new() { Name = GetConfigMap(pair) } }, ScriptFolder, readOnly: true);
        return pod;
    }
}
