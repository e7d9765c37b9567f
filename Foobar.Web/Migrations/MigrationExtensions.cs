using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Foobar.Web.Migrations;

internal static class MigrationExtensions
{
    public static void AddMigrations(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SchemaMigrator>();
        builder.Services.AddSingleton<MigrationState>();
        builder.Services.AddHostedService<MigrationService>();
        builder.Services.AddHealthChecks().AddCheck<MigrationState>("schema");
    }
}
