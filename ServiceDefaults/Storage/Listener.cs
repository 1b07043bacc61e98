using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// Hears what the database tells of the worker's tables, whichever instance made it tell. What is told while the
/// connection is lost is missed, so what is remembered is forgotten when that happens and begins anew. Whether it hears
/// is proved, not believed: a word is told on each channel, and the connection is trusted once it came.
/// </summary>
public sealed class Listener(
    NpgsqlDataSource postgres, TimeProvider clock, Outages outages, ILogger<Listener> log,
    IEnumerable<HeardTable> tables) : BackgroundService
{
    /// <summary>What a probe begins with; no change is called so, and whoever hears another's leaves it.</summary>
    private const string Probe = "charging probe ";

    /// <summary>For a probe on its way, and for each statement of a listener: none writes anything.</summary>
    private const int LimitSeconds = 5;

    private static readonly TimeSpan PauseBeforeReconnecting = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a word it is proved again: one that died in silence says nothing.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, HeardTable> tables = tables.ToDictionary(table => table.Channel);

    private string[] Channels => [.. tables.Keys];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (name, stop) = ($"Listening to {string.Join(", ", Channels)}", stoppingToken);
        while (true)
        {
            var hears = false;
            try
            {
                await Listen(Heard, stoppingToken);
            }
            catch (Exception lost) when (lost is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                if (outages.Fail(name, lost) || hears) Lose(lost);
            }

            await Task.Delay(PauseBeforeReconnecting, clock, stoppingToken);

            void Heard()
            {
                hears = true;
                outages.End(name);
            }
        }
    }

    private void Lose(Exception lost)
    {
        foreach (var table in tables.Values) table.Lose();
        log.ChangesNotHeard(string.Join(", ", Channels), lost.Message);
    }

    private async Task Listen(Action begun, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var told = new List<NpgsqlNotificationEventArgs>();
        connection.Notification += (_, change) => told.Add(change);
        await Prove(connection, told, cancellationToken);
        foreach (var table in tables.Values) table.Begin();
        begun();

        while (true)
        {
            foreach (var change in told.Where(one => !one.Payload.StartsWith(Probe, StringComparison.Ordinal)))
                tables[change.Channel].Hear(change.Payload);
            told.Clear();
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
            string.Join(';', Channels.Select(channel => $"listen {channel}")), connection))
        {
            listen.CommandTimeout = LimitSeconds;
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // By another connection: a pooler that shares connections by transaction might answer this one at once.
        var probe = $"{Probe}{Guid.NewGuid()}";
        await using var word = postgres.CreateCommand(tell);
        word.CommandTimeout = LimitSeconds;
        word.Parameters.AddWithValue("probe", probe);
        word.Parameters.AddWithValue("channels", Channels);
        await word.ExecuteNonQueryAsync(cancellationToken);

        while (tables.Keys.Any(channel => !told.Exists(one => one.Channel == channel && one.Payload == probe)))
        {
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(LimitSeconds), cancellationToken))
                throw new TimeoutException(
                    $"What was told on {string.Join(", ", Channels)} is not heard within {LimitSeconds} s; a pooler " +
                    "that shares connections by transaction cannot be between.");
        }
    }
}

/// <summary>How a worker says which of its tables are heard.</summary>
public static class ListenerParts
{
    public static IServiceCollection AddHeard<T>(
        this IServiceCollection services, Func<T, HeardTable> table) where T : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Listener>());
        return services.AddSingleton(with => table(with.GetRequiredService<T>()));
    }
}
