using System.Text.Json;
using Charging.Documents.Ubl;
using Charging.TestBed;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.Invoicing.Tests.Commands;

/// <summary>What people ask for, against a real database.</summary>
[Category("bed")]
public class InvoiceCommandsTests
{
    private Database database = null!;
    private ServiceProvider services = null!;

    [SetUp]
    public async Task Two_invoices_of_which_one_is_credited()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        services = new ServiceCollection().AddLogging()
            .AddSingleton(database.Source).AddSingleton(TimeProvider.System).AddSingleton<Sellers>().AddRounds()
            .AddSingleton<Invoices>().AddSingleton<CreditNotes>().BuildServiceProvider();
        await services.GetRequiredService<Sellers>().Apply([Sample.Seller], default);
        var invoices = services.GetRequiredService<Invoices>();
        var first = (await invoices.AddOnce(Sample.Invoice("a"), default)).Document;
        await invoices.AddOnce(Sample.Invoice("b"), default);
        await invoices.Settle(Settlement.By(Sample.Payment(first)), default);
        await services.GetRequiredService<CreditNotes>().IssueOnce(
            new LineCredit("Sorry", [1], null), [first.InvoiceId], Sample.CreatedAt, default);
    }

    [TearDown]
    public async Task Dropped_again()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [TestCase(null, null, null, "CZ-2026-000002 CZ-2026-000001")]
    [TestCase("acme", "paid", "2026-11-20", "CZ-2026-000001")]
    [TestCase("acme", "issued", null, "CZ-2026-000002")]
    [TestCase("others", null, null, "")]
    [TestCase(null, null, "2026-11-21", "")]
    public async Task Invoices_are_listed_by_customer_status_and_date(
        string? customer, string? status, string? since, string numbers)
    {
        var wanted = new WantedInvoices(customer, status, since is null ? null : DateOnly.Parse(since, null), 10);

        var listed = await services.GetRequiredService<Invoices>().List(wanted, default);

        Assert.That(string.Join(' ', listed.Select(invoice => invoice.InvoiceNumber)), Is.EqualTo(numbers));
        foreach (var invoice in listed)
            Assert.That(invoice.CreditedMinor, Is.EqualTo(invoice.InvoiceNumber.EndsWith('1') ? 6 : 0));
    }

    [Test]
    public async Task An_invoice_comes_with_its_payment_and_its_credit_notes()
    {
        var document = (IssuedDocument.OfInvoice)await Find("CZ-2026-000001");

        Assert.That(document.Notes.Select(note => note.Number), Is.EqualTo((string[])["CZ-2026-C000001"]));
        Assert.That(document.Ubl, Is.EqualTo(UblInvoice.Write(document.Row.Invoice, document.Row.Paid)));
        Assert.That(document.Row.Paid, Is.Not.Null);
    }

    [Test]
    public async Task A_credit_note_is_found_by_its_number()
    {
        var document = (IssuedDocument.OfCreditNote)await Find("CZ-2026-C000001");

        Assert.That(document.Ubl, Is.EqualTo(UblCreditNote.Write(document.Note)));
        Assert.That(JsonSerializer.Deserialize<CreditNoteIssued>(document.Json, Wire.Json)!.CreditNoteId,
            Is.EqualTo(document.Note.CreditNoteId));
    }

    [TestCase("CZ-2026-000003", "No invoice and no credit note has the number CZ-2026-000003")]
    [TestCase("CZ-2026-C000002", "no credit note has the number CZ-2026-C000002")]
    [TestCase("CZ", "number CZ, which looks like CZ-2026-000001")]
    public void What_is_not_there_is_said_so(string number, string says) =>
        Assert.That(() => Find(number), Throws.InvalidOperationException.With.Message.Contains(says));

    private Task<IssuedDocument> Find(string number) => IssuedDocument.Find(services, number, default);
}
