using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Banking;

[Category("bed")]
public class PayoutArrivalTests : OnDatabase
{
    private Bank bank = null!;
    private Charging.Payments.Payouts.Payouts payouts = null!;

    [SetUp]
    public void Begin()
    {
        bank = new Bank(database);
        payouts = new Charging.Payments.Payouts.Payouts(database.Source, TimeProvider.System);
    }

    [TearDown]
    public Task Agree() => bank.BooksAgree();

    [Test]
    public async Task A_payout_is_found_by_its_amount_and_its_id()
    {
        await bank.Import((0, ""));
        await payouts.BookOnce(Payout("po_1", 2350), default);

        var import = await bank.Import((2350, "STRIPE po_1"));

        Assert.That(import.Payouts, Is.EqualTo(1));
        Assert.That((await database.Balance("bank"), await database.Balance("suspense")), Is.EqualTo((2350L, 0L)));
        Assert.That(await bank.Left(), Is.Empty);
    }

    [Test]
    public async Task One_that_came_before_it_was_booked_is_found_afterwards()
    {
        await bank.Import((2350, "STRIPE po_1"));
        await payouts.BookOnce(Payout("po_1", 2350) with { Date = Day.AddDays(1) }, default);

        await bank.Suspense.PlacePayouts(default);
        await bank.Suspense.PlacePayouts(default);

        Assert.That((await database.Balance("bank"), await database.Balance("suspense")), Is.EqualTo((2350L, 0L)));
    }

    [TestCase(2349, "STRIPE po_1", TestName = "Another amount")]
    [TestCase(2350, "STRIPE po_11", TestName = "Another payout whose id begins alike")]
    [TestCase(2350, "STRIPE xpo_1", TestName = "Another payout whose id ends alike")]
    [TestCase(2350, "STRIPE", TestName = "No id")]
    public async Task What_is_not_surely_a_payout_stays_in_suspense(long minor, string text)
    {
        await bank.Import((0, ""));
        await payouts.BookOnce(Payout("po_1", 2350), default);

        await bank.Import((minor, text));

        Assert.That((await bank.Left()).Single().LeftMinor, Is.EqualTo(minor));
    }

    [Test]
    public async Task A_payout_arrives_once_though_it_stands_there_twice()
    {
        await bank.Import((0, ""));
        await payouts.BookOnce(Payout("po_1", 2350), default);

        await bank.Import((2350, "po_1"), (2350, "po_1 again"));

        Assert.That((await bank.Left()).Single().LeftMinor, Is.EqualTo(2350));
    }

    [Test]
    public async Task What_was_paid_out_before_the_first_statement_is_part_of_its_opening_balance()
    {
        await payouts.BookOnce(Payout("po_0", 4000), default);
        await payouts.BookOnce(Payout("po_1", 2350), default);

        await bank.Import(File(Statement("S1", 5000, Entry(2350, "po_1"), 7350)));

        Assert.That(
            (await database.Balance("bank"), await database.Balance("elsewhere")), Is.EqualTo((7350L, -1000L)));
    }

    [Test]
    public async Task A_person_says_which_payout_an_entry_is()
    {
        await bank.Import((0, ""));
        await payouts.BookOnce(Payout("po_1", 2350), default);
        await payouts.BookOnce(Payout("po_2", 999), default);
        await bank.Import((2350, "no word of it"));
        var entry = (await bank.Left()).Single();

        Assert.That(
            async () => await bank.Suspense.AssignPayout(entry, "po_2", default),
            Throws.InvalidOperationException.With.Message.Contains("No payout po_2 over 23.50 EUR"));
        await bank.Suspense.AssignPayout(entry, "po_1", default);

        Assert.That(await bank.Left(), Is.Empty);
        Assert.That(
            async () => await bank.Suspense.AssignPayout(entry, "po_1", default),
            Throws.InvalidOperationException.With.Message.Contains("0.00 EUR are left by now"));
    }

    private static Payout Payout(string id, long net) => new()
    {
        PayoutId = id, Date = Day, Currency = "EUR", Gross = net, Fee = 0, Net = net, References = [],
    };
}
