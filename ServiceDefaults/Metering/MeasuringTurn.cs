using System.Data;
using Charging.ServiceDefaults.Storage;
using Dapper;
using Npgsql;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// Which instance of a worker measures: the one whose connection holds the lock. The connection is none of the pool's,
/// so that the lock ends with it; and the server ends one of which it hears nothing, such as that of an instance that
/// hangs, for which its machine still answers.
/// </summary>
/// <param name="postgres">Without a pool.</param>
/// <param name="service">The worker's short name.</param>
/// <param name="silence">After so long the server ends a connection of which it hears nothing; a minute.</param>
internal sealed class MeasuringTurn(NpgsqlDataSource postgres, string service, TimeSpan? silence = null)
    : IAsyncDisposable
{
    private readonly string silence = $"{(silence ?? TimeSpan.FromMinutes(1)).TotalMilliseconds}ms";
    private NpgsqlConnection? held;

    /// <summary>It was this instance's turn when it was last asked.</summary>
    public bool IsHeld => held is { State: ConnectionState.Open };

    /// <summary>
    /// Whether it is this instance's turn. The database is asked each time, since it may have lost us; whatever goes
    /// wrong, the lock is given up with the connection.
    /// </summary>
    public async Task<bool> Take(CancellationToken cancellationToken)
    {
        var (isNew, connection) = (held is null, held ?? await postgres.OpenConnectionAsync(cancellationToken));
        held = null;
        try
        {
            if (await Holds(connection, isNew, cancellationToken)) held = connection;
        }
        finally
        {
            if (held is null) await connection.DisposeAsync();
        }

        return IsHeld;
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private Task<bool> Holds(NpgsqlConnection connection, bool isNew, CancellationToken cancellationToken)
    {
        const string take = """
            select set_config('idle_session_timeout', @silence, false) is not null
                   and pg_try_advisory_lock(hashtextextended('charging measures ' || @service, 0))
            """;
        const string look = "select @service is not null";

        return connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            isNew ? take : look, new { service, silence }, commandTimeout: Postgres.GlanceSeconds,
            cancellationToken: cancellationToken));
    }
}
