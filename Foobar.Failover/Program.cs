using Foobar.Failover;
using Foobar.Failover.Http;
using Foobar.Failover.Witness;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddProblems();
builder.AddFailover();

var app = builder.Build();

app.UseProblems();
app.MapDefaultEndpoints();
app.MapTopology();

try
{
    return await app.RunOrExplainAsync();
}
catch (Exception e) when (e is OptionsValidationException or WitnessException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
