using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Charging.ServiceDefaults;

/// <summary>
/// Hears what the database tells on its channels, whichever instance made it tell. What is told while the connection is
/// lost is missed, so whoever remembers anything forgets it when that happens and begins anew. Whether it hears is
/// proved, not believed: a word is told on each channel, and the connection is trusted once it came.
/// </summary>
public abstract class Listener(
    NpgsqlDataSource postgres, TimeProvider clock, Outages outages, params string[] channels) : BackgroundService
{
    /// <summary>What a probe begins with; no change is called so, and whoever hears another's leaves it.</summary>
    private const string Probe = "charging probe ";

    /// <summary>For a probe on its way, and for each statement of a listener: none writes anything.</summary>
    private const int LimitSeconds = 5;

    private static readonly TimeSpan PauseBeforeReconnecting = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a word it is proved again: one that died in silence says nothing.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (name, stop) = (GetType().Name, stoppingToken);
        while (true)
        {
            var hears = false;
            try
            {
                await Listen(Heard, stoppingToken);
            }
            catch (Exception lost) when (lost is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                if (outages.Fail(name, lost) || hears) Lose(lost.Message);
            }

            await Task.Delay(PauseBeforeReconnecting, clock, stoppingToken);

            void Heard()
            {
                hears = true;
                outages.End(name);
            }
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

    private async Task Listen(Action begun, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var told = new List<NpgsqlNotificationEventArgs>();
        connection.Notification += (_, change) => told.Add(change);
        await Prove(connection, told, cancellationToken);
        await Begin(cancellationToken);
        begun();

        while (true)
        {
            var changes = told.Where(one => !one.Payload.StartsWith(Probe, StringComparison.Ordinal)).ToList();
            told.Clear();
            await Task.WhenAll(changes.Select(one => Hear(one.Channel, one.Payload, cancellationToken)));
            if (!await connection.WaitAsync(Silence, cancellationToken))
                await Prove(connection, told, cancellationToken);
        }
    }

    /// <summary>Listens, and waits for a word on every channel that another connection told.</summary>
    /// <exception cref="TimeoutException">It did not come: a pooler in between, or a server that is none.</exception>
    private async Task Prove(
        NpgsqlConnection connection, List<NpgsqlNotificationEventArgs> told, CancellationToken cancellationToken)
    {
        const string tell = "select pg_notify(channel, @probe) from unnest(@channels) as asked (channel)";

        await using (var listen = new NpgsqlCommand(
            string.Join(';', channels.Select(channel => $"listen {channel}")), connection))
        {
            listen.CommandTimeout = LimitSeconds;
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // By another connection: a pooler that shares connections by transaction might answer this one at once.
        var probe = $"{Probe}{Guid.NewGuid()}";
        await using var word = postgres.CreateCommand(tell);
        word.CommandTimeout = LimitSeconds;
        word.Parameters.AddWithValue("probe", probe);
        word.Parameters.AddWithValue("channels", channels);
        await word.ExecuteNonQueryAsync(cancellationToken);

        while (channels.Any(channel => !told.Exists(one => one.Channel == channel && one.Payload == probe)))
        {
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(LimitSeconds), cancellationToken))
                throw new TimeoutException(
                    $"What was told on {string.Join(", ", channels)} is not heard within {LimitSeconds} s; a pooler " +
                    "that shares connections by transaction cannot be between.");
        }
    }
}
