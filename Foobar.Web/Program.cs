using Foobar.Web;
using Foobar.Web.Links;
using Foobar.Web.Migrations;
using Foobar.Web.System;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddReplicatedMySql("mysql-1", "mysql-2");
builder.AddWebPipeline();
builder.AddMigrations();
builder.AddLinks();
builder.AddServedBy();

var app = builder.Build();

app.UseWebPipeline();
app.MapStaticAssets();
app.MapDefaultEndpoints();
app.MapLinksApi();
app.MapLinkPages();
app.MapSystem();

app.Run();
