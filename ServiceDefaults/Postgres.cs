using System.Data;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Charging.ServiceDefaults;

/// <summary>The worker's one data source, and how its rows become records.</summary>
public static class Postgres
{
    /// <summary>
    /// Few connections, since writes share commits; prepared statements kept, since there are few kinds.
    /// </summary>
    private const string Defaults = "Maximum Pool Size=20;Max Auto Prepare=50;No Reset On Close=true;Keepalive=30";

    /// <summary>
    /// Adds the data source of <c>ConnectionStrings__Postgres</c>, its health check, and the <c>migrate</c> command.
    /// Pool and statement cache have defaults for a worker that commits in groups; the connection string may say
    /// otherwise.
    /// </summary>
    public static void AddPostgres(this Worker worker)
    {
        MapRows();
        worker.Services.AddSingleton(_ => Create(worker.ConnectionString("Postgres"), $"charging-{worker.Service}"));
        worker.Services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", tags: ["ready"]);
        worker.AddCommand(Migrations.Command(worker));
    }

    /// <summary>A data source as the workers use it, for those who are not a worker.</summary>
    public static NpgsqlDataSource Create(string connectionString, string applicationName)
    {
        MapRows();
        var settings = new NpgsqlConnectionStringBuilder($"{Defaults};{connectionString}");
        settings.ApplicationName ??= applicationName;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = applicationName }.Build();
    }

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
