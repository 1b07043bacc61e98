using Charging.TestBed;

namespace Charging.Tests.Fresh;

/// <summary>
/// One set of workers for all tests of this folder: they are warm and ready, know no customer, and have seen no
/// message.
/// </summary>
[SetUpFixture]
[Category("bed")]
public class FreshChain
{
    private static Chain? chain;

    public static Chain Chain => chain ?? throw new InvalidOperationException("The chain is not started.");

    /// <summary>Of each table before the workers were started.</summary>
    public static IReadOnlyDictionary<string, long> RowsBefore { get; private set; } = null!;

    /// <summary>In each queue before the workers were started.</summary>
    public static IReadOnlyDictionary<string, long> MessagesBefore { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task Open()
    {
        chain = await Chain.Prepare(new ChainOptions
        {
            // Other tests have the processor as well: how long it takes is not what is looked at.
            Settings = new Dictionary<string, string> { ["WarmUp__Times"] = "40", ["WarmUp__Limit"] = "00:02:00" },
        });
        await chain.Operate("reconcile", "--record"); // of which no worker knows by itself
        (RowsBefore, MessagesBefore) = (await Rows(), await chain.Broker.Messages());
        await Task.WhenAll(chain.All.Select(worker => worker.Start()));
    }

    [OneTimeTearDown]
    public static Task Close() => chain.Close();

    /// <summary>
    /// How many rows each table has, and how far each sequence is; but for the thresholds, which an instance makes
    /// known at its start.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, long>> Rows()
    {
        const string sql = """
            select format('%s.%s', schemaname, tablename),
                   (xpath('/row/count/text()',
                          query_to_xml(format('select count(*) from %I.%I', schemaname, tablename), false, true, ''))
                   )[1]::text::bigint
            from   pg_tables
            where  schemaname in ('audit', 'rating', 'invoicing', 'payment') and tablename <> 'thresholds'
            union  all
            select format('%s.%s', schemaname, sequencename), coalesce(last_value, 0)
            from   pg_sequences
            """;

        var all = await Chain.Database.Rows<(string Name, long Rows)>(sql);
        return all.ToDictionary(one => one.Name, one => one.Rows);
    }
}
