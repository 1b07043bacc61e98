using Charging.ServiceDefaults;
using Npgsql;

namespace Charging.Payments;

/// <summary>
/// Listens for changed customers, whichever instance kept them. Without the database it waits and begins anew.
/// </summary>
internal sealed class HearOfChanges(
    NpgsqlDataSource postgres, Customers customers, ILogger<HearOfChanges> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception exception) when (Transient.Is(exception))
            {
                log.ChangesNotHeard(exception.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, change) => customers.Forget(change.Payload);
        await using var listen = new NpgsqlCommand($"listen {Customers.Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);

        try
        {
            customers.StartTrusting();
            while (true)
            {
                // Listening again changes nothing, and fails on a connection that died without a word.
                if (!await connection.WaitAsync(Silence, cancellationToken))
                    await listen.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            customers.StopTrusting();
        }
    }
}
