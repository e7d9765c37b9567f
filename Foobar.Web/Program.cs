using Foobar.Web;
using Foobar.Web.Api;
using Foobar.Web.Consistency;
using Foobar.Web.Links;
using Foobar.Web.Links.Following;
using Foobar.Web.Migrations;
using Foobar.Web.Pages;
using Foobar.Web.System;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddReplicatedMySql("mysql-1", "mysql-2");
builder.AddWebPipeline();
builder.AddConsistency();
builder.AddMigrations();
builder.AddLinks();
builder.AddApiDocument();
builder.AddServedBy();
builder.AddPages();

var app = builder.Build();

try
{
    app.Services.GetRequiredService<IStartupValidator>().Validate();
}
catch (OptionsValidationException exception)
{
    // What to set, rather than a stack trace.
    Console.Error.WriteLine(string.Join(' ', exception.Failures));
    return 1;
}

app.UseWebPipeline();
app.MapStaticAssets();
app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapLinksApi();
app.MapFollowing();
app.MapPages();
app.MapSystem();

return await app.RunOrExplainAsync();
