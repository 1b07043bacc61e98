using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// No commit counts that a synchronous standby may not have. PostgreSQL commits here first and then waits for the
/// standby; when that wait is ended, by whomever, it answers success with a warning, and the row may vanish with this
/// server. Here the warning is a failure, and whoever finds a row without writing anything can wait for it too.
/// </summary>
public static class Replication
{
    /// <summary>What PostgreSQL says of every wait that was ended comes from this file of its source.</summary>
    private const string Waits = "syncrep.c";

    /// <summary>
    /// A connection that fails when it is closed, as by <c>await using</c>, if one of its commits did not wait for its
    /// standby: whoever committed has not been answered by then. The failure passes by itself; the repeat finds the
    /// row and waits by <see cref="AwaitStandbys(NpgsqlConnection, CancellationToken)"/>.
    /// </summary>
    public static async Task<NpgsqlConnection> Connect(
        this NpgsqlDataSource postgres, CancellationToken cancellationToken)
    {
        var connection = await postgres.OpenConnectionAsync(cancellationToken);
        string? unsure = null;

        // Npgsql swallows what a notice's handler throws, but not what is thrown when the connection has closed.
        connection.Notice += (_, told) => unsure = IsUnsure(told.Notice) ? told.Notice.MessageText : unsure;
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Closed && unsure is not null)
                throw new NpgsqlException($"A commit may not have reached its synchronous standby: {unsure}");
        };
        return connection;
    }

    /// <summary>
    /// The transaction's commit, or one of its own where none is open, waits for the standbys although nothing was
    /// written: all that was visible before is safe after it. To be called after what was found was read.
    /// </summary>
    public static async Task AwaitStandbys(this NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Some sixty bytes of the log that nobody reads; the server waits only for commits that wrote something.
        const string sql = "select pg_logical_emit_message(true, 'charging', '')";

        await using var message = new NpgsqlCommand(sql, connection);
        await message.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Commits a transaction that found what it was to write, and returns that once it is safe.</summary>
    public static async Task<T> CommitFound<T>(
        this NpgsqlTransaction transaction, T found, CancellationToken cancellationToken)
    {
        await transaction.Connection!.AwaitStandbys(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return found;
    }

    /// <summary>On a connection of its own, for what was read on another.</summary>
    public static async Task AwaitStandbys(this NpgsqlDataSource postgres, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await connection.AwaitStandbys(cancellationToken);
    }

    /// <summary>By file, since the text is in the server's language; by text, where a service hides the file.</summary>
    private static bool IsUnsure(PostgresNotice notice) =>
        notice.File == Waits
        || (notice.SqlState == PostgresErrorCodes.Warning
            && notice.MessageText.Contains("synchronous replication", StringComparison.Ordinal));
}
