namespace Foobar.Gateway.Transport;

internal static class TransportExtensions
{
    // Read by the runtime when the first socket is used, which is after this.
    private const string RuntimeSetting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void AddTransport(this WebApplicationBuilder builder, TransportSettings settings)
    {
        if (settings.InlineCompletions)
        {
            Environment.SetEnvironmentVariable(RuntimeSetting, "1");
            builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        }
    }
}
