using Charging.TestBed;

namespace Charging.Tests.Fresh;

/// <summary>What the workers do before they are ready leaves no trace anywhere.</summary>
[Category("bed")]
public class WarmWorkersTests
{
    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Workers_that_are_warm_have_kept_told_numbered_and_counted_nothing()
    {
        chain = await Chain.Prepare(new ChainOptions
        {
            // Other tests have the processor as well: how long it takes is not what is looked at.
            Settings = new Dictionary<string, string> { ["WarmUp__Times"] = "40", ["WarmUp__Limit"] = "00:02:00" },
        });
        var (rows, messages) = (await Rows(), await chain.Broker.Messages());

        await Task.WhenAll(chain.All.Select(worker => worker.Start()));

        Assert.That(await Rows(), Is.EqualTo(rows));
        Assert.That(await chain.Broker.Messages(), Is.EquivalentTo(messages));
        Assert.That(chain.MailFiles, Is.Empty);
        Assert.That(chain.Captures, Is.Empty);
        foreach (var worker in chain.All)
        {
            Assert.That(await Counted(worker), Is.Empty, worker.Name);
            Assert.That(await File.ReadAllTextAsync(worker.LogFile), Does.Not.Contain("[908]"), "each step was done");
        }
    }

    /// <summary>
    /// How many rows each table has, and how far each sequence is; but for the thresholds, which an instance makes
    /// known at its start.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, long>> Rows()
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

        var all = await chain!.Database.Rows<(string Name, long Rows)>(sql);
        return all.ToDictionary(one => one.Name, one => one.Rows);
    }

    /// <summary>Our own counters on /metrics that are above 0.</summary>
    private static async Task<IReadOnlyList<string>> Counted(WorkerProcess worker)
    {
        using var response = await worker.Get("/metrics");
        var page = await response.Content.ReadAsStringAsync();
        return
        [
            .. page.Split('\n').Where(line => line.StartsWith("charging_", StringComparison.Ordinal)
                && line.Contains("_total{", StringComparison.Ordinal)
                && line.Split("} ")[^1].Split(' ')[0] != "0"),
        ];
    }
}
