using Charging.Faults;
using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>What ./charging faults does, with fewer invoices and fewer rungs of the ladder.</summary>
[Category("bed")]
public class FaultTests
{
    private const int Seed = 20261125;

    private static readonly FaultOptions Options = new(Invoices: 88, Instances: 1, Seed)
    {
        LongestLateness = TimeSpan.FromHours(12),
        DebitDelay = TimeSpan.FromDays(1),
        Settings = new Dictionary<string, string>
        {
            ["Retry__Later__0"] = "01:00:00",
            ["Retry__Later__1"] = "02:00:00",
            ["Retry__Technical__0"] = "00:01:00",
            ["Retry__Looks__0"] = "00:01:00",
            ["Retry__Looks__1"] = "12:00:00",
            ["Retry__Looks__2"] = "1.00:00:00",
            ["Retry__PendingLooks__0"] = "2.00:00:00",
            ["Retry__PendingLooks__1"] = "4.00:00:00",
            ["Retry__CustomerLimit"] = "1.00:00:00",
        },
    };

    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Whatever_dies_nothing_is_drawn_twice_and_gateway_books_and_receipts_agree()
    {
        chain = await Chain.Start(Options.Chain);
        var run = new FaultRun(chain, Options, TestContext.Progress.WriteLine);

        var differences = await run.Run();

        Assert.That(differences, Is.Empty, $"seed {Seed}");
        Assert.That(run.Kills.Keys, Is.EquivalentTo(
            new[] { "Rating.Worker", "Invoicing.Worker", "Payment.Worker", "Sandbox" }), "all kinds were killed");
        Assert.That(run.Ahead, Is.GreaterThan(TimeSpan.FromDays(15)));
    }

    [Test]
    public void Every_behaviour_has_its_own_customers() => Assert.That(
        Options.Customers.Select(customer => FaultOptions.BehaviourOf(customer.CustomerId)).Distinct(),
        Is.EquivalentTo(Behaviour.All));
}
