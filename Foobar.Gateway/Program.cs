using Foobar.Gateway;
using Foobar.Gateway.Security;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddGateway();
builder.AddGatewayHttps();

var app = builder.Build();

app.UseGateway();
app.MapDefaultEndpoints();

app.Run();
