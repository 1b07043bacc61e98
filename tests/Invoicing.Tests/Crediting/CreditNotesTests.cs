using Charging.TestBed;

namespace Charging.Invoicing.Tests.Crediting;

/// <summary>The store against a real database: rivals, repeats, and what nobody was told of.</summary>
[Category("bed")]
public class CreditNotesTests
{
    private static readonly DateTime Now = Sample.CreatedAt.AddDays(1);

    private Database database = null!;
    private Invoices invoices = null!;
    private CreditNotes notes = null!;

    [SetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        var sellers = new Sellers(database.Source, TimeProvider.System);
        await sellers.Apply([Sample.Seller], default);
        (invoices, notes) = (new Invoices(database.Source), new CreditNotes(database.Source, sellers));
    }

    [TearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [Test]
    public async Task A_note_is_found_by_its_number_and_by_its_invoice_as_it_was_issued()
    {
        var invoice = await Invoiced("a");
        var first = (await Issue(invoice, new LineCredit("1", [1], null))).Single();
        var second = (await Issue(invoice, new WholeCredit("2"))).Single();

        Assert.That((string[])[first.Number, second.Number],
            Is.EqualTo((string[])["CZ-2026-C000001", "CZ-2026-C000002"]));
        Assert.That(Json(await notes.Find("CZ-2026-C000002", default)), Is.EqualTo(Json(second)));
        Assert.That((await notes.Of(invoice.InvoiceId, default)).Select(Json),
            Is.EqualTo((string[])[Json(first), Json(second)]));
        Assert.That(await notes.Find("CZ-2026-C000003", default), Is.Null);
        Assert.That(first.Payable + second.Payable, Is.EqualTo(invoice.Total));
    }

    [Test]
    public async Task The_same_order_again_is_the_same_note_and_takes_no_number()
    {
        var invoice = await Invoiced("a");
        var first = await Issue(invoice, new WholeCredit("Sorry"));
        var again = await Issue(invoice, new WholeCredit("Sorry"));

        Assert.That(again.Select(Json), Is.EqualTo(first.Select(Json)));
        Assert.That(await Count(), Is.EqualTo(1));
        Assert.That(await Gaps(), Is.Empty);
    }

    [Test]
    public async Task Of_two_small_notes_that_are_one_coin_together_the_second_gives_nothing_back()
    {
        var usage = Sample.Usage("a", new Money(3000, "KWD"), Sample.Line(1, "leg", 3m, "connection"));
        var invoice = (await invoices.AddOnce(Sample.Invoice(usage, Sample.Customer("KWD")), default)).Document;
        var small = new Money(4, "KWD");

        var first = (await Issue(invoice, new LineCredit("1", [1], small))).Single();
        var second = (await Issue(invoice, new LineCredit("2", [1], small))).Single();

        Assert.That((first.Payable.Minor, second.Payable.Minor), Is.EqualTo((10, 0)));
    }

    [Test]
    public async Task What_is_refused_takes_no_number()
    {
        var invoice = await Invoiced("a");
        await Issue(invoice, new WholeCredit("Sorry"));

        Assert.That(() => Issue(invoice, new WholeCredit("again")), Throws.TypeOf<CreditRefusedException>());
        Assert.That(await Gaps(), Is.Empty);
    }

    [Test]
    public async Task Rivals_never_credit_more_than_there_is_and_leave_no_gap()
    {
        var invoiced = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Invoiced($"{i}")));
        var orders = Enumerable.Range(0, 300).Select(i => (CreditOrder)new LineCredit(
            $"{i % 60}", [2], new Money(30 + i % 5, "EUR")));

        var issued = await Task.WhenAll(orders.Select(async (order, i) =>
        {
            try
            {
                return await notes.IssueOnce(order, [invoiced[i % 5].InvoiceId], Now, default);
            }
            catch (CreditRefusedException)
            {
                return [];
            }
        }));

        var distinct = issued.SelectMany(x => x).DistinctBy(note => note.CreditNoteId).ToList();
        foreach (var credited in distinct.GroupBy(note => note.InvoiceId))
            Assert.That(credited.Sum(note => note.Net.Minor), Is.InRange(248 - 33, 248));
        Assert.That(await Count(), Is.EqualTo(distinct.Count).And.EqualTo(8 + 8 + 7 + 7 + 7));
        Assert.That(await Gaps(), Is.Empty);
    }

    [TestCase("update invoicing.credit_notes set payable_minor = payable_minor + 1, rounding_minor = 1")]
    [TestCase("update invoicing.credit_notes set document = '{}'")]
    [TestCase("delete from invoicing.credit_notes")]
    public async Task An_issued_credit_note_cannot_be_changed(string sql)
    {
        await Issue(await Invoiced("a"), new WholeCredit("Sorry"));

        Assert.That(async () => await database.Execute(sql),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("Credit note CZ-2026-C000001 is issued"));
    }

    [Test]
    public async Task Crediting_leaves_the_invoice_as_it_was_issued()
    {
        var invoice = await Invoiced("a");
        await Issue(invoice, new WholeCredit("Sorry"));

        var row = await invoices.Find("CZ-2026-000001", default);
        Assert.That((row!.Status, row.Invoice.Total), Is.EqualTo(("issued", invoice.Total)));
    }

    [Test]
    public async Task What_could_not_be_told_is_told_by_the_next_round_and_then_no_more()
    {
        await Issue(await Invoiced("a"), new LineCredit("1", [1], null));
        List<string> heard = [];
        Task Tell(CreditNoteIssued note)
        {
            heard.Add(note.Number);
            return heard.Count == 1 ? throw new TimeoutException("The broker is away.") : Task.CompletedTask;
        }

        Assert.That(() => notes.PublishNew(10, Now, Tell, default), Throws.TypeOf<TimeoutException>());
        var second = await notes.PublishNew(10, Now, Tell, default);
        var third = await notes.PublishNew(10, Now, Tell, default);

        Assert.That((second, third), Is.EqualTo((1, 0)));
        Assert.That(heard, Is.EqualTo((string[])["CZ-2026-C000001", "CZ-2026-C000001"]));
    }

    private async Task<InvoiceCreated> Invoiced(string sessionId) =>
        (await invoices.AddOnce(Sample.Invoice(sessionId), default)).Document;

    private Task<IReadOnlyList<CreditNoteIssued>> Issue(InvoiceCreated invoice, CreditOrder order) =>
        notes.IssueOnce(order, [invoice.InvoiceId], Now, default);

    private Task<int> Count() => database.Value<int>("select count(*) from invoicing.credit_notes");

    /// <summary>
    /// Series of credit notes whose numbers are not exactly 1 to their count, or whose counter is not the next.
    /// </summary>
    private Task<IReadOnlyList<string>> Gaps() => database.Rows<string>("""
        select   series
        from     invoicing.series join invoicing.credit_notes using (series)
        group by series, next_number
        having   next_number <> count(number) + 1 or min(number) <> 1 or max(number) <> count(distinct number);
        """);

    private static string Json(CreditNoteIssued? note) => System.Text.Json.JsonSerializer.Serialize(note, Wire.Json);
}
