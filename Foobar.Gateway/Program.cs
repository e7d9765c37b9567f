using Foobar.Gateway;
using Foobar.Gateway.Configuration;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.AddServiceDefaults();
    builder.AddGateway();

    var app = builder.Build();

    app.UseGateway();
    app.MapDefaultEndpoints();

    return await app.RunOrExplainAsync();
}
catch (Exception exception) when (exception is GatewayConfigurationException or OptionsValidationException or InvalidDataException)
{
    // What to set, rather than a stack trace.
    Console.Error.WriteLine(exception.Message);
    return 1;
}
