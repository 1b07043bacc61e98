using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>Ready when the database takes writes: neither a standby, nor one that was set to read only.</summary>
internal sealed class PostgresHealth(NpgsqlDataSource postgres) : IHealthCheck
{
    /// <summary>Whoever asks waits a few seconds at most, also while the database's machine is silent.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Lock turn = new();
    private Task<HealthCheckResult> look = Task.FromResult(HealthCheckResult.Healthy());

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Look().WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"{Server} has not answered for {Limit.TotalSeconds} s");
        }
    }

    /// <summary>One at a time: those who ask while the database is silent take no connection each.</summary>
    private Task<HealthCheckResult> Look()
    {
        lock (turn) return look.IsCompleted ? look = Ask() : look;
    }

    private string Server => new NpgsqlConnectionStringBuilder(postgres.ConnectionString) switch
    {
        { Host: { } host } address when !host.Contains(',') && !host.Contains(':') => $"{host}:{address.Port}",
        var address => $"{address.Host}",
    };

    private async Task<HealthCheckResult> Ask()
    {
        const string sql = "select pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'";

        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await using var connection = await postgres.OpenConnectionAsync(limit.Token);
            await using var command = new NpgsqlCommand(sql, connection);
            await using var answer = await command.ExecuteReaderAsync(limit.Token);
            await answer.ReadAsync(limit.Token);
            var server = $"{connection.Host}:{connection.Port}";
            return (IsStandby: answer.GetBoolean(0), IsReadOnly: answer.GetBoolean(1)) switch
            {
                (true, _) => HealthCheckResult.Unhealthy($"{server} is a standby and takes no writes"),
                (_, true) => HealthCheckResult.Unhealthy($"{server} is set to read only and takes no writes"),
                _ => HealthCheckResult.Healthy($"{server} takes writes"),
            };
        }
        catch (Exception away) when (Transient.Is(away))
        {
            return HealthCheckResult.Unhealthy($"{Server} is away: {away.Message}");
        }
    }
}
