using Charging.ServiceDefaults.Metering;
using Charging.ServiceDefaults.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>How a worker gets its database.</summary>
public static class WorkerPostgres
{
    /// <summary>
    /// Adds the data source of <c>ConnectionStrings__Postgres</c>, its health check, and the <c>migrate</c> command.
    /// </summary>
    public static void AddPostgres(this Worker worker)
    {
        worker.Services.AddSingleton(_ => Postgres.CreateForWrites(
            worker.ConnectionString("Postgres"), $"charging-{worker.Service}"));
        worker.Services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", tags: ["ready"]);
        worker.AddCommand(Migrations.Command(worker));
        worker.AddForService(() => worker.Services
            .AddSingleton(_ => new MeasuringTurn(
                Postgres.CreateForWrites(
                    $"{worker.ConnectionString("Postgres")};Pooling=false", $"charging-{worker.Service}-measuring"),
                worker.Service))
            .AddHostedService<Measuring>());
    }
}
