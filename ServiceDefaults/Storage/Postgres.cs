using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Charging.ServiceDefaults.Storage;

/// <summary>
/// The worker's one data source, and how its rows become records. Pool and statement cache have defaults for a worker
/// that commits in groups; the connection string may say otherwise.
/// </summary>
public static class Postgres
{
    /// <summary>
    /// Seconds for a look that nobody waits for, such as a count for a gauge: clearly less than the 30 that the server
    /// allows a worker's statement.
    /// </summary>
    public const int GlanceSeconds = 10;

    /// <summary>
    /// Few connections, since writes share commits; prepared statements kept, since there are few kinds. No time limit
    /// of ours for a command: at its end the wait of a commit for its standby would be cancelled. A statement is
    /// limited by the server; a server whose machine has gone is noticed by TCP.
    /// </summary>
    private const string Defaults =
        "Maximum Pool Size=20;Max Auto Prepare=50;No Reset On Close=true;Keepalive=30;Command Timeout=0;" +
        "Tcp Keepalive=true;Tcp Keepalive Time=5;Tcp Keepalive Interval=2";

    private const string TakesWrites =
        "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'";

    /// <summary>A worker's data source: none of its connections is to a server that takes no writes.</summary>
    /// <exception cref="InvalidOperationException">It is no address, or one that may be a standby's.</exception>
    public static NpgsqlDataSource CreateForWrites(string connectionString, string applicationName) => Build(
        connectionString, applicationName,
        source => source.UsePhysicalConnectionInitializer(MustTakeWrites, MustTakeWritesAsync));

    /// <summary>A data source as the workers use it, for those who are not a worker.</summary>
    /// <exception cref="InvalidOperationException">It is no address, or one that may be a standby's.</exception>
    public static NpgsqlDataSource Create(string connectionString, string applicationName) =>
        Build(connectionString, applicationName, _ => { });

    private static NpgsqlDataSource Build(
        string connectionString, string applicationName, Action<NpgsqlDataSourceBuilder> add)
    {
        MapRows();
        var settings = PostgresAddress.Read($"{Defaults};{connectionString}");
        settings.ApplicationName ??= applicationName;
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = applicationName };
        add(source);
        return source.Build();
    }

    /// <summary>
    /// A session that began while the database was read only stays so for its life, and would lie in the pool and fail
    /// again and again: it does not get there.
    /// </summary>
    private static async Task MustTakeWritesAsync(NpgsqlConnection connection)
    {
        await using var asked = new NpgsqlCommand(TakesWrites, connection) { CommandTimeout = GlanceSeconds };
        if (await asked.ExecuteScalarAsync() is false) throw TakesNoWrites(connection);
    }

    private static void MustTakeWrites(NpgsqlConnection connection)
    {
        using var asked = new NpgsqlCommand(TakesWrites, connection) { CommandTimeout = GlanceSeconds };
        if (asked.ExecuteScalar() is false) throw TakesNoWrites(connection);
    }

    private static NpgsqlException TakesNoWrites(NpgsqlConnection connection) => new(
        $"{connection.Host}:{connection.Port} takes no writes: it is a standby, or set to read only.");

    private static void MapRows()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
    }

    /// <summary>Dapper knows no DateOnly parameter of its own.</summary>
    private sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) =>
            value is DateTime moment ? DateOnly.FromDateTime(moment) : (DateOnly)value;

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.Value = value;
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Date;
        }
    }
}
