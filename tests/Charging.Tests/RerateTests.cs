using Charging.TestBed;

namespace Charging.Tests;

/// <summary>A price that was wrong from the start is corrected after its sessions were paid for.</summary>
public class RerateTests
{
    private const int Sessions = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start();

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task The_books_balance_after_every_session_was_adjusted()
    {
        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        await chain.AllCharged(Sessions, Limit);

        var corrected = Path.Combine(chain.Folder, "corrected.yaml");
        await File.WriteAllTextAsync(
            corrected, SampleCustomer.PlanYaml.Replace("price: 0.06", "price: 0.05", StringComparison.Ordinal));
        await chain.Rating[0].Run("plans", "apply", "--correct", corrected);
        string[] rerate = ["rerate", "--plan", SampleCustomer.PlanCode, "--from", "2020-01-01", "--to", "2099-12-31"];
        await chain.Rating[0].Run(rerate);
        Assert.That(() => chain.Rating[0].Run([.. rerate, "--apply"]), Throws.InvalidOperationException, "unheard");

        Assert.That(await Adjusted("count(*)"), Is.EqualTo(Sessions));
        Assert.That(await Adjusted("sum(charge_minor - charge_before_minor)"), Is.LessThan(0));
        Assert.That(await Adjusted("count(told_at)"), Is.Zero);
        await chain.AllCharged(Sessions, Limit);
    }

    private Task<long> Adjusted(string what) =>
        chain.Database.Value<long>($"select ({what})::bigint from rating.adjustments");
}
