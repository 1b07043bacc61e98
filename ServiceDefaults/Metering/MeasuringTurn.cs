using System.Data;
using Charging.ServiceDefaults.Storage;
using Dapper;
using Npgsql;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// Which instance of a worker measures: the one whose connection holds the lock. The connection is none of the pool's,
/// so that the lock ends with it.
/// </summary>
/// <param name="postgres">Without a pool.</param>
/// <param name="service">The worker's short name.</param>
internal sealed class MeasuringTurn(NpgsqlDataSource postgres, string service) : IAsyncDisposable
{
    private NpgsqlConnection? held;

    /// <summary>It was this instance's turn when it was last asked.</summary>
    public bool IsHeld => held is { State: ConnectionState.Open };

    /// <summary>Whether it is this instance's turn; the database is asked each time, since it may have lost us.</summary>
    public async Task<bool> Take(CancellationToken cancellationToken)
    {
        var connection = held ?? await postgres.OpenConnectionAsync(cancellationToken);
        try
        {
            if (await Holds(connection, isNew: held is null, cancellationToken)) held = connection;
            return IsHeld;
        }
        catch
        {
            held = null; // whatever it was, the lock is given up with the connection
            throw;
        }
        finally
        {
            if (held is null) await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private Task<bool> Holds(NpgsqlConnection connection, bool isNew, CancellationToken cancellationToken)
    {
        const string take = "select pg_try_advisory_lock(hashtextextended('charging measures ' || @service, 0))";
        const string look = "select @service is not null";

        return connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            isNew ? take : look, new { service }, commandTimeout: Postgres.GlanceSeconds,
            cancellationToken: cancellationToken));
    }
}
