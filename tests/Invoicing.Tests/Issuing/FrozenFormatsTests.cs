namespace Charging.Invoicing.Tests;

public class FrozenFormatsTests
{
    private static readonly IReadOnlyList<DocumentFormat> Isdoc = [DocumentFormat.Isdoc];
    private static readonly IReadOnlyList<DocumentFormat> FacturX = [DocumentFormat.FacturX];

    [Test]
    public void A_customers_choice_goes_before_the_sellers_and_nobodys_is_none()
    {
        Assert.That(Issued(sellers: Isdoc, customers: FacturX).Formats, Is.EqualTo(FacturX));
        Assert.That(Issued(sellers: Isdoc, customers: null).Formats, Is.EqualTo(Isdoc));
        Assert.That(Issued(sellers: null, customers: null).Formats, Is.Null);
    }

    [Test]
    public void A_credit_note_has_the_choice_of_its_invoice_whatever_the_seller_has_chosen_since()
    {
        var invoice = Issued(sellers: Isdoc, customers: null);
        var order = new LineCredit("Sorry", [1], null);

        var note = CreditNote.For(
            order, [new Remainder(invoice, [])], _ => Sample.Seller with { Formats = FacturX }, Sample.CreatedAt);

        Assert.That(note.Single().Numbered(new InvoiceNumber("CZ-2026-C", 1)).Formats, Is.EqualTo(Isdoc));
    }

    private static InvoiceCreated Issued(
        IReadOnlyList<DocumentFormat>? sellers, IReadOnlyList<DocumentFormat>? customers)
    {
        var invoice = Sample.Invoice(customer: Sample.Customer() with { Formats = customers });
        return (invoice with { Seller = invoice.Seller with { Formats = sellers } })
            .Numbered(new InvoiceNumber("CZ-2026", 1));
    }
}
