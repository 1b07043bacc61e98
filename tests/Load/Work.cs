using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// What the chain has done so far beside charging: bytes of the database's log, rows written by table, and of each
/// worker's runtime what it allocated and how often it collected.
/// </summary>
internal sealed record Work(
    long LogBytes, IReadOnlyDictionary<string, TableWork> Tables, IReadOnlyDictionary<string, RuntimeWork> Workers)
{
    public static async Task<Work> Now(Chain chain)
    {
        var log = await chain.Database.Value<decimal>("select pg_current_wal_insert_lsn() - '0/0'");
        var tables = await chain.Database.Rows<(
            string Name, long Inserted, long Updated, long InPlace, long Deleted)>("""
            select schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del
            from   pg_stat_user_tables
            """);
        var workers = new Dictionary<string, RuntimeWork>();
        foreach (var worker in chain.All)
        {
            workers[Path.GetFileNameWithoutExtension(worker.LogFile)] = new(
                await worker.Metric("dotnet_gc_heap_total_allocated_bytes_total"),
                await worker.Metric("dotnet_gc_collections_total"));
        }

        var byTable = tables.ToDictionary(
            row => row.Name, row => new TableWork(row.Inserted, row.Updated, row.InPlace, row.Deleted));
        return new((long)log, byTable, workers);
    }

    public static Work operator -(Work later, Work earlier) => new(
        later.LogBytes - earlier.LogBytes,
        later.Tables.ToDictionary(
            table => table.Key, table => table.Value - earlier.Tables.GetValueOrDefault(table.Key, new(0, 0, 0, 0))),
        later.Workers.ToDictionary(
            worker => worker.Key, worker => worker.Value - earlier.Workers.GetValueOrDefault(worker.Key, new(0, 0))));
}

/// <summary>Rows. Of an update that is in place, on the page of the row as it was, no index hears.</summary>
internal sealed record TableWork(long Inserted, long Updated, long InPlace, long Deleted)
{
    public long All => Inserted + Updated + Deleted;

    public static TableWork operator -(TableWork later, TableWork earlier) => new(
        later.Inserted - earlier.Inserted, later.Updated - earlier.Updated, later.InPlace - earlier.InPlace,
        later.Deleted - earlier.Deleted);
}

internal sealed record RuntimeWork(double AllocatedBytes, double Collections)
{
    public static RuntimeWork operator -(RuntimeWork later, RuntimeWork earlier) =>
        new(later.AllocatedBytes - earlier.AllocatedBytes, later.Collections - earlier.Collections);
}
