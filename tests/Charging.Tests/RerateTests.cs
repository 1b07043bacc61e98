using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A price that was wrong from the start is corrected after its sessions were paid for.</summary>
[Category("bed")]
public class RerateTests
{
    private const int Sessions = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Rerate =
        ["rerate", "--plan", SampleCustomer.PlanCode, "--from", "2020-01-01", "--to", "2099-12-31"];

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task What_was_charged_too_much_is_credited_and_given_back_and_what_was_too_little_is_collected_too()
    {
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        await chain.AllCharged(Sessions, Limit);

        await Corrected("0.05");
        await Eventually.Becomes(() => Count("credit_notes"), notes => notes == Sessions, Limit, "credit notes");
        Assert.That(await chain.Database.Value<long>("select sum(net_minor)::bigint from invoicing.credit_notes"),
            Is.EqualTo(-await Adjusted()));
        var givenBack = new Progress(Sessions, Sessions, Sessions, Sessions, 2 * Sessions);
        await Eventually.Becomes(() => chain.Progress(), seen => seen == givenBack, Limit, "a refund of each, mailed");
        await chain.BooksBalance(Sessions);
        await chain.Reconcile();
        Assert.That(chain.Refunds.Select(refund => -refund.Minor), Is.EquivalentTo(
            await chain.Database.Rows<long>("select payable_minor from invoicing.credit_notes")));

        await Corrected("0.08");
        var everyTwice = new Progress(Sessions, 2 * Sessions, 2 * Sessions, 2 * Sessions, 3 * Sessions);
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen == everyTwice, Limit, "a further invoice of each, paid and mailed");
        await chain.BooksBalance(Sessions);
        Assert.That(await Count("credit_notes"), Is.EqualTo(Sessions));
        await chain.QueuesAreEmpty();
    }

    /// <summary>Every session has another price, each difference is told, and a second time there is none.</summary>
    private async Task Corrected(string price)
    {
        var corrected = Path.Combine(chain.Folder, "corrected.yaml");
        await File.WriteAllTextAsync(
            corrected, SampleCustomer.PlanYaml.Replace("price: 0.06", $"price: {price}", StringComparison.Ordinal));
        await chain.Rating[0].Run("plans", "apply", "--correct", corrected);
        await chain.Rating[0].Run([.. Rerate, "--apply"]);
        await chain.Rating[0].Run([.. Rerate, "--apply"]);
    }

    private Task<long> Adjusted() => chain.Database.Value<long>(
        "select sum(charge_minor - charge_before_minor)::bigint from rating.adjustments");

    private Task<long> Count(string table) => chain.Database.Value<long>($"select count(*) from invoicing.{table}");
}
