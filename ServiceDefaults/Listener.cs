using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Charging.ServiceDefaults;

/// <summary>
/// Hears what the database tells on its channels, whichever instance made it tell. What is told while the connection is
/// lost is missed, so whoever remembers anything forgets it when that happens and begins anew.
/// </summary>
public abstract class Listener(NpgsqlDataSource postgres, TimeProvider clock, params string[] channels)
    : BackgroundService
{
    private static readonly TimeSpan PauseBeforeReconnecting = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a word the connection is tried: one that died in silence says nothing.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception lost) when (Transient.Is(lost) && !stoppingToken.IsCancellationRequested)
            {
                Lose(lost.Message);
            }

            await Task.Delay(PauseBeforeReconnecting, clock, stoppingToken);
        }
    }

    protected NpgsqlDataSource Postgres => postgres;

    protected TimeProvider Clock => clock;

    /// <summary>From now on every change is heard.</summary>
    protected abstract Task Begin(CancellationToken cancellationToken);

    /// <summary>One change; those that were told together are heard at once.</summary>
    protected abstract Task Hear(string channel, string payload, CancellationToken cancellationToken);

    /// <summary>Changes may be missed from now on.</summary>
    protected abstract void Lose(string reason);

    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var told = new List<NpgsqlNotificationEventArgs>();
        connection.Notification += (_, change) => told.Add(change);
        await using var listen = new NpgsqlCommand(
            string.Join(';', channels.Select(channel => $"listen {channel}")), connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);

        await Begin(cancellationToken);
        while (true)
        {
            if (!await connection.WaitAsync(Silence, cancellationToken))
                await listen.ExecuteNonQueryAsync(cancellationToken);
            await Task.WhenAll(told.Select(change => Hear(change.Channel, change.Payload, cancellationToken)));
            told.Clear();
        }
    }
}
