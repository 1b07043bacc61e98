using Charging.TestBed;

namespace Charging.Tests.Fresh;

/// <summary>What the workers do before they are ready leaves no trace anywhere.</summary>
[Category("bed")]
public class WarmWorkersTests
{
    [Test]
    public async Task Workers_that_are_warm_have_kept_told_numbered_and_counted_nothing()
    {
        var chain = FreshChain.Chain;

        Assert.That(await FreshChain.Rows(), Is.EqualTo(FreshChain.RowsBefore));
        Assert.That(await chain.Broker.Messages(), Is.EquivalentTo(FreshChain.MessagesBefore));
        Assert.That(chain.MailFiles, Is.Empty);
        Assert.That(chain.Captures, Is.Empty);
        foreach (var worker in chain.All)
        {
            Assert.That(await Counted(worker), Is.Empty, worker.Name);
            Assert.That(await File.ReadAllTextAsync(worker.LogFile), Does.Not.Contain("[908]"), "each step was done");
        }
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
