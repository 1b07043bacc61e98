using Charging.Rating.Pricing;
using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Rating;

/// <summary>
/// Keeps customers and plans in memory as they are in the database: listens for changes, reads all of them whenever it
/// begins to listen, and begins again when the connection is lost.
/// </summary>
internal sealed class FollowTariffs(
    NpgsqlDataSource postgres, Customers customers, PricePlans plans, TimeProvider clock, ILogger<FollowTariffs> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (NpgsqlException exception) when (Transient.Is(exception))
            {
                log.TariffsUnheard(exception.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var told = new List<NpgsqlNotificationEventArgs>();
        connection.Notification += (_, change) => told.Add(change);
        const string sql = $"listen {Customers.Channel}; listen {PricePlans.Channel}";
        await using (var listen = new NpgsqlCommand(sql, connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);

        await plans.Load(cancellationToken);
        await customers.Load(cancellationToken);
        log.TariffsLoaded();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
            await Task.WhenAll(told.Select(change => Refresh(change, cancellationToken)));
            told.Clear();
        }
    }

    private Task Refresh(NpgsqlNotificationEventArgs change, CancellationToken cancellationToken) =>
        change.Channel == Customers.Channel
            ? customers.Refresh(change.Payload, cancellationToken)
            : plans.Refresh(change.Payload, cancellationToken);
}
