using Foobar.Gateway;
using Foobar.Gateway.Configuration;

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.AddServiceDefaults();
    builder.AddGateway();

    var app = builder.Build();

    app.UseGateway();
    app.MapDefaultEndpoints();

    app.Run();
    return 0;
}
catch (GatewayConfigurationException exception)
{
    // What to set, rather than a stack trace.
    Console.Error.WriteLine(exception.Message);
    return 1;
}
