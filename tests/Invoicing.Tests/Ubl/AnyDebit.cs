namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Invoices of a creditor of SEPA.</summary>
internal static class AnyDebit
{
    private const string CreditorId = "CZ73ZZZ10002";
    private const string Mandate = "M-2026/17 +(a)";

    /// <param name="issued">As any seller issues it.</param>
    /// <param name="stage">0: told before it is drawn; 1: drawn; 2: drawn less what was credited meanwhile.</param>
    /// <param name="origin">What the invoice comes from.</param>
    public static GeneratedDocument Of(InvoiceCreated issued, int stage, string origin)
    {
        var invoice = issued with { SellerCreditorId = CreditorId, PrenotificationDays = 14 };
        if (stage == 0)
        {
            return GeneratedDocument.Of(
                invoice, null,
                new(invoice.IssueDate.AddDays(14), invoice.Total, "Erste Bank", "3000", Mandate, CreditorId), origin);
        }

        var drawn = Sample.Payment(invoice, PaymentMethodKind.BankAccount) with { MandateReference = Mandate };
        // Of currencies of three decimals nothing is told before it is drawn, and hundredths say no half of them.
        if (stage == 2 && invoice.Total.Minor > 1 && Currencies.DigitsOf(invoice.Total.Currency) < 3)
        {
            var credited = invoice.Total with { Minor = invoice.Total.Minor / 2 };
            drawn = drawn with { Credited = credited, Amount = invoice.Total - credited };
        }

        return GeneratedDocument.Of(invoice, drawn, null, origin);
    }
}
