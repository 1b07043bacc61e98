using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Ubl;
using Charging.TestBed;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Charging.Invoicing.Tests.Commands;

/// <summary>Files of what is stored, against a real database.</summary>
[Category("bed")]
public class ExportCommandTests
{
    private readonly DirectoryInfo folder =
        new(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}"));

    private Database database = null!;
    private Invoices invoices = null!;
    private CreditNotes notes = null!;
    private InvoiceCreated invoice = null!;

    [SetUp]
    public async Task One_invoice()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        var sellers = new Sellers(database.Source, TimeProvider.System);
        await sellers.Apply([Sample.Seller], default);
        (invoices, notes) = (new Invoices(database.Source), new CreditNotes(database.Source, sellers));
        invoice = (await invoices.AddOnce(Sample.Invoice("a"), default)).Document;
    }

    [TearDown]
    public async Task Removed_again()
    {
        await database.DisposeAsync();
        if (folder.Exists) folder.Delete(recursive: true);
    }

    [Test]
    public async Task Each_document_is_a_file_named_by_its_number()
    {
        await Credit(1);

        await Export("ubl", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("json", "CZ-2026-000001");
        await Export("pdf", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("cii", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("facturx", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("isdoc", "CZ-2026-000001", "CZ-2026-C000001");

        Assert.That(folder.GetFiles().Select(file => file.Name), Is.EquivalentTo(
        [
            "CZ-2026-000001.xml", "CZ-2026-C000001.xml", "CZ-2026-000001.json",
            "CZ-2026-000001.pdf", "CZ-2026-C000001.pdf", "CZ-2026-000001.cii.xml", "CZ-2026-C000001.cii.xml",
            "CZ-2026-000001.facturx.pdf", "CZ-2026-C000001.facturx.pdf",
            "CZ-2026-000001.isdoc", "CZ-2026-C000001.isdoc",
        ]));
        Assert.That(BytesOf("CZ-2026-000001.isdoc"), Is.EqualTo(IsdocInvoice.Write(invoice)));
        Assert.That(BytesOf("CZ-2026-000001.cii.xml"), Is.EqualTo(CiiInvoice.Write(invoice)));
        foreach (var number in (string[])["CZ-2026-000001", "CZ-2026-C000001"])
        {
            using var carrier = PdfDocument.Open(BytesOf($"{number}.facturx.pdf"));
            Assert.That(carrier.Advanced.TryGetEmbeddedFiles(out var files), Is.True);
            Assert.That(files!.Single().Bytes.ToArray(), Is.EqualTo(BytesOf($"{number}.cii.xml")));
        }

        Assert.That(BytesOf("CZ-2026-000001.xml"), Is.EqualTo(UblInvoice.Write(invoice)));
    }

    [Test]
    public async Task What_mails_carry_is_written_as_it_was_chosen_when_it_was_issued()
    {
        var chosen = Sample.Customer() with { Formats = [DocumentFormat.FacturX, DocumentFormat.Isdoc] };
        var issued = (await invoices.AddOnce(Sample.Invoice("b", chosen), default)).Document;
        await notes.IssueOnce(
            new LineCredit("Sorry", [1], null), [issued.InvoiceId], Sample.CreatedAt.AddDays(1), default);

        await Export("mail", "CZ-2026-000001", "CZ-2026-000002", "CZ-2026-C000001");

        Assert.That(folder.GetFiles().Select(file => file.Name), Is.EquivalentTo(
        [
            "CZ-2026-000001.pdf", "CZ-2026-000001.xml", "CZ-2026-000002.pdf", "CZ-2026-000002.isdoc",
            "CZ-2026-C000001.pdf", "CZ-2026-C000001.isdoc",
        ]), "nobody chose for the first");
        Assert.That(BytesOf("CZ-2026-000002.isdoc"), Is.EqualTo(IsdocInvoice.Write(issued)));
        using var carrier = PdfDocument.Open(BytesOf("CZ-2026-000002.pdf"));
        Assert.That(carrier.Advanced.TryGetEmbeddedFiles(out var files), Is.True);
        Assert.That(
            files!.ToDictionary(file => file.Name, file => file.Bytes.ToArray()),
            Is.EquivalentTo(new Dictionary<string, byte[]>
            {
                ["factur-x.xml"] = CiiInvoice.Write(issued), ["invoice.isdoc"] = IsdocInvoice.Write(issued),
            }));
    }

    [Test]
    public async Task XRechnung_is_written_of_what_was_issued_for_it_and_of_nothing_else()
    {
        var chosen = Sample.Customer() with { Formats = [DocumentFormat.XRechnung] };
        var issued = (await invoices.AddOnce(Sample.Invoice("b", chosen), default)).Document;

        await Export("xrechnung", "CZ-2026-000002");

        Assert.That(BytesOf("CZ-2026-000002.xml"), Is.EqualTo(UblInvoice.WriteXRechnung(issued)));
        Assert.That(
            () => Export("xrechnung", "CZ-2026-000001"),
            Throws.InvalidOperationException.With.Message.Contains("CZ-2026-000001 was not issued for XRechnung"));
    }

    [Test]
    public async Task The_pdf_of_a_paid_invoice_says_how_and_when()
    {
        await invoices.Settle(Settlement.By(Sample.Payment(invoice)), default);

        Assert.That(
            await Printed("CZ-2026-000001"),
            Does.Contain("PAID 20 Nov 2026, card ending 4242").And.Contain("Total3.06 EUR").And.Contain("pi_0001"));
    }

    [Test]
    public async Task One_that_is_not_settled_is_due() =>
        Assert.That(
            await Printed("CZ-2026-000001"), Does.Contain("DUE 20 Nov 2026: 3.06 EUR").And.Not.Contain("CREDITED"));

    [Test]
    public async Task One_that_was_given_up_was_not_collected()
    {
        await invoices.Settle(
            new Settlement(
                invoice.InvoiceId, invoice.Number, InvoiceStatus.Uncollected, Sample.CreatedAt, null, No: 1),
            default);

        Assert.That(await Printed("CZ-2026-000001"), Does.Contain("NOT COLLECTED: 3.06 EUR").And.Not.Contain("DUE"));
    }

    [Test]
    public async Task One_that_was_credited_says_so_and_names_the_credit_notes()
    {
        await invoices.Settle(Settlement.By(Sample.Payment(invoice)), default);
        await Credit(1);
        await Credit(2);

        Assert.That(
            await Printed("CZ-2026-000001"),
            Does.Contain("PAID 20 Nov 2026").And.Contain("CREDITED IN FULL: 3.06 EUR")
                .And.Contain("CZ-2026-C00000121 November 2026").And.Contain("CZ-2026-C00000221 November 2026"));
    }

    [Test]
    public async Task The_pdf_of_a_credit_note_names_the_invoice()
    {
        await Credit(1);

        Assert.That(
            await Printed("CZ-2026-C000001"),
            Does.Contain("Credit note").And.Contain("Corrects invoiceCZ-2026-000001, 20 November 2026")
                .And.Contain("ReasonSorry for line 1").And.Contain("CREDITED 0.06 EUR"));
    }

    [Test]
    public async Task The_same_document_is_the_same_bytes()
    {
        await Credit(1);
        await Export("pdf", "CZ-2026-000001", "CZ-2026-C000001");
        var (first, note) = (BytesOf("CZ-2026-000001.pdf"), BytesOf("CZ-2026-C000001.pdf"));

        await Export("pdf", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("cii", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("facturx", "CZ-2026-000001", "CZ-2026-C000001");
        await Export("isdoc", "CZ-2026-000001", "CZ-2026-C000001");

        Assert.That(BytesOf("CZ-2026-000001.pdf"), Is.EqualTo(first));
        Assert.That(BytesOf("CZ-2026-C000001.pdf"), Is.EqualTo(note));
    }

    [Test]
    public void Where_one_number_is_unknown_nothing_is_written()
    {
        Assert.That(
            () => Export("pdf", "CZ-2026-000001", "CZ-2026-000009"),
            Throws.InvalidOperationException.With.Message.Contains("CZ-2026-000009"));
        Assert.That(Directory.Exists(folder.FullName), Is.False);
    }

    private async Task Credit(int line) => await notes.IssueOnce(
        new LineCredit($"Sorry for line {line}", [line], null), [invoice.InvoiceId], Sample.CreatedAt.AddDays(1),
        default);

    private async Task<string> Printed(string number)
    {
        await Export("pdf", number);
        using var read = PdfDocument.Open(BytesOf($"{number}.pdf"));
        return string.Concat(read.GetPages().Select(page => page.Text)).Replace('\u00A0', ' ');
    }

    private byte[] BytesOf(string name) => File.ReadAllBytes(Path.Combine(folder.FullName, name));

    private async Task<int> Export(string format, params string[] numbers)
    {
        await using var services = new ServiceCollection().AddSingleton(invoices).AddSingleton(notes)
            .BuildServiceProvider();
        return await ExportCommand.Export(services, numbers, format, folder, default);
    }
}
