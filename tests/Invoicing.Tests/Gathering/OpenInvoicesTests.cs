using Charging.TestBed;
using Microsoft.Extensions.Time.Testing;
using static Charging.Invoicing.Tests.Sample;

namespace Charging.Invoicing.Tests.Gathering;

/// <summary>Small usages on a real database, from the first cent to the invoice that is told.</summary>
[Category("bed")]
public class OpenInvoicesTests
{
    private FakeTimeProvider clock = null!;
    private Database database = null!;
    private Instance instance = null!;

    [SetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create();
        await database.Migrate(typeof(Invoices).Assembly);
        clock = new FakeTimeProvider(CreatedAt);
        instance = new Instance(database, clock);
    }

    [TearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [Test]
    public async Task Below_the_threshold_usages_gather_and_nothing_is_issued()
    {
        Assert.That(await instance.Add(Small("a", 12)), Is.Null);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await instance.Add(Small("b", 30)), Is.Null);

        Assert.That(await instance.IssueDue(), Is.Empty);
        Assert.That(await instance.Open.List("acme", default), Is.EqualTo(new[]
        {
            new OpenInvoice("acme", "EUR", 42, 2, CreatedAt, new DateTime(2026, 11, 30, 23, 0, 0, DateTimeKind.Utc)),
        }));
    }

    [Test]
    public async Task The_usage_that_reaches_the_threshold_has_all_issued_on_one_invoice_by_the_oldest_ones_id()
    {
        await instance.Add(Small("second", 20, minutes: 5));
        await instance.Add(Small("first", 12, minutes: 1));
        await instance.Add(Small("third", 18, minutes: 24 * 60));

        var invoice = (await instance.IssueDue()).Single();

        Assert.That(invoice.InvoiceId, Is.EqualTo(new SessionKey(invoice.Source, "first").InvoiceId));
        Assert.That((invoice.SessionId, invoice.Number), Is.EqualTo(("first", "CZ-2026-000001")));
        Assert.That((invoice.Net.Minor, invoice.Tax.Minor), Is.EqualTo((50, 11)), "21 % once, on the sum");
        Assert.That(invoice.Sessions!.Select(session => session.SessionId),
            Is.EqualTo((string[])["first", "second", "third"]));
        Assert.That(invoice.DeliveryDate, Is.EqualTo(new DateOnly(2026, 11, 21)));
        Assert.That(await instance.Open.List(null, default), Is.Empty);
        Assert.That(await instance.IssueDue(), Is.Empty);
    }

    [Test]
    public async Task A_repeat_changes_nothing_while_it_gathers_and_is_told_the_invoice_once_there_is_one()
    {
        await instance.Add(Small("a", 30));
        var repeats = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => instance.Add(Small("a", 30))));
        Assert.That(repeats, Has.All.Null);
        Assert.That((await instance.Open.List("acme", default)).Single().ChargeMinor, Is.EqualTo(30));

        await instance.Add(Small("b", 30, minutes: 1));
        var invoice = (await instance.IssueDue()).Single();

        foreach (var again in (UsageRated[])[Small("a", 30), Small("b", 30, minutes: 1)])
            Assert.That((await instance.Add(again))?.Number, Is.EqualTo(invoice.Number));
        Assert.That(await instance.Open.List(null, default), Is.Empty);
    }

    [Test]
    public async Task Customers_and_currencies_have_open_invoices_of_their_own()
    {
        await instance.Add(Small("a", 40));
        await instance.Add(Small("b", 40, customerId: "other"));
        await instance.Add(Small("c", 1400, "CZK"));
        await instance.Add(Small("d", 100, "CZK", minutes: 1));

        var invoice = (await instance.IssueDue(Customer("EUR"))).Single();

        Assert.That(invoice.Net, Is.EqualTo(new Money(1500, "CZK")), "as gathered, not as billed now");
        Assert.That((await instance.Open.List(null, default)).Select(one => (one.CustomerId, one.Currency)),
            Is.EquivalentTo(new[] { ("acme", "EUR"), ("other", "EUR") }));
    }

    [Test]
    public async Task At_the_months_end_even_one_cent_is_issued_as_a_usual_invoice_of_its_session()
    {
        await instance.Add(Small("a", 1));
        clock.SetUtcNow(new DateTime(2026, 11, 30, 22, 59, 59, DateTimeKind.Utc));
        Assert.That(await instance.IssueDue(), Is.Empty);
        clock.Advance(TimeSpan.FromSeconds(1));

        var invoice = (await instance.IssueDue()).Single();

        Assert.That((invoice.Net.Minor, invoice.Sessions), Is.EqualTo((1, default(IReadOnlyList<InvoicedSession>))));
        Assert.That(invoice.IssueDate, Is.EqualTo(new DateOnly(2026, 12, 1)), "the seller's December");
    }

    [Test]
    public async Task The_customer_is_billed_as_at_the_moment_of_issue()
    {
        await instance.Add(Small("a", 60));

        var invoice = (await instance.IssueDue(Customer(series: "AT") with { Language = "cs" })).Single();

        Assert.That((invoice.Number, invoice.Language), Is.EqualTo(("AT-2026-000001", "cs")));
        Assert.That(invoice.Lines.Single().Name, Is.EqualTo("hovor, špička"));
    }

    [Test]
    public async Task What_gathers_is_summed_by_currency()
    {
        foreach (var usage in (UsageRated[])[Small("a", 12), Small("b", 30, customerId: "other"), Small("c", 7, "CZK")])
            await instance.Add(usage);

        Assert.That(await instance.Open.Sums(default),
            Is.EquivalentTo(new[] { ("EUR", 2L, 42L), ("CZK", 1L, 7L) }));
    }

    [Test]
    public async Task A_person_may_have_it_issued_now()
    {
        await instance.Add(Small("a", 1));

        Assert.That(await instance.Open.SetDue("acme", null, CreatedAt, default), Is.EqualTo(1));
        Assert.That(await instance.IssueDue(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_invoice_that_nobody_told_is_taken_again_after_the_lease_and_not_before()
    {
        await instance.Add(Small("a", 60));
        var invoice = (await instance.IssueDue()).Single();
        var another = new Instance(database, clock);

        Assert.That((await instance.Untold.Take(default)).Single().InvoiceId, Is.EqualTo(invoice.InvoiceId));
        Assert.That(await another.Untold.Take(default), Is.Empty, "somebody is at it");
        clock.Advance(Untold.Lease);
        Assert.That((await another.Untold.Take(default)).Single().InvoiceId, Is.EqualTo(invoice.InvoiceId));
        await another.Untold.MarkPublished([invoice], default);
        clock.Advance(Untold.Lease);
        Assert.That(await instance.Untold.Take(default), Is.Empty);
    }

    [Test]
    public async Task What_was_invoiced_alone_under_a_lower_threshold_is_not_gathered_under_a_higher()
    {
        var usage = Small("a", 40);
        var alone = await instance.Invoices.AddOnce(Sample.Invoice(usage, Customer()), default);

        Assert.That((await instance.Add(usage))?.Number, Is.EqualTo(alone.Document.Number));
        Assert.That(await instance.Open.List(null, default), Is.Empty);
    }

    [Test]
    public async Task What_a_rival_invoices_alone_while_it_gathers_is_left_out_of_the_open_invoice()
    {
        await instance.Add(Small("a", 40));
        await instance.Add(Small("b", 45, minutes: 1));
        await instance.Invoices.AddOnce(Sample.Invoice(Small("a", 40), Customer()), default);

        var invoice = (await instance.IssueDue()).Single();

        Assert.That((invoice.SessionId, invoice.Net.Minor), Is.EqualTo(("b", 45)));
        Assert.That((await instance.Add(Small("a", 40)))!.SessionId, Is.EqualTo("a"));
    }

    [Test]
    public async Task After_a_threshold_was_lowered_what_may_have_gathered_under_it_still_does()
    {
        var lower = new GatheringOptions();
        lower.Thresholds["EUR"] = 0.30m;
        var charge = new Money(40, "EUR");

        var before = await new Instance(database, clock, lower).Thresholds.Gathers(charge, default);
        await instance.Thresholds.Learn(default);
        var restarted = new Instance(database, clock, lower);

        Assert.That((before, await restarted.Thresholds.Gathers(charge, default)), Is.EqualTo((false, true)));
        Assert.That(await restarted.Thresholds.Gathers(new Money(50, "EUR"), default), Is.False);
        await restarted.Add(Small("a", 40));
        Assert.That(await restarted.IssueDue(), Has.Count.EqualTo(1), "and is due at once");
    }
}
