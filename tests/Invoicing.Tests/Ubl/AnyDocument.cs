using Charging.Invoicing.Tests.Crediting;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// Random invoices and credit notes, made from sessions by the same rules and in the same steps as the real ones: the
/// day of delivery finds the rate, the seller's and the customer's country the category.
/// </summary>
internal static class AnyDocument
{
    private const int Days = 1065;

    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    private static readonly Gen<PaymentMethodKind?> AnyPayment =
        Gen.OneOf<PaymentMethodKind?>(null, PaymentMethodKind.Card, PaymentMethodKind.BankAccount);

    /// <summary>One invoice, unpaid or paid; a third of a creditor of SEPA, whose debits are told.</summary>
    public static Gen<GeneratedDocument> InvoiceIn(params string[] currencies) =>
        from issued in AnyIssued(currencies)
        from paid in AnyPayment
        from debit in Gen.Int[0, 8]
        select debit < 3
            ? AnyDebit.Of(issued.Invoice, debit, issued.Origin)
            : GeneratedDocument.Of(
                issued.Invoice, paid is { } kind ? Sample.Payment(issued.Invoice, kind) : null, null, issued.Origin);

    /// <summary>The one to nine credit notes of an invoice.</summary>
    public static Gen<IReadOnlyList<GeneratedDocument>> CreditNotesIn(params string[] currencies) =>
        from issued in AnyIssued(currencies)
        from left in CreditSample.CreditsOf(issued.Invoice, issued.Seller, 9)
        select (IReadOnlyList<GeneratedDocument>)
        [
            .. left.Notes.Index().Select(x => GeneratedDocument.Of(x.Item, OrderOf(x.Item, left), x.Index == 0)),
        ];

    private static Gen<(InvoiceCreated Invoice, Seller Seller, string Origin)> AnyIssued(string[] currencies) =>
        from currency in Gen.OneOf(currencies)
        from any in AnyExchange.Accounting(AnyParty.AnySeller, currency)
        from anyone in AnyParty.CustomerOf(any, currency)
        from both in AnyFormats.Of(any, anyone)
        let seller = both.Seller
        let customer = both.Customer
        from origin in Gen.OneOf("one session", "gathered", "correction")
        from day in Gen.Int[0, Days]
        from sessions in AnySession(currency, day).Array[1, 6]
        from wait in Gen.Int[0, 40]
        from number in Gen.Int[1, 2_000_000]
        from exchange in AnyExchange.Of(seller, currency)
        let createdAt = Noon(day + 30).AddDays(wait)
        let invoice = InvoiceOf(origin, sessions, customer, seller, createdAt).Accounted(exchange)
        select (invoice.Numbered(new InvoiceNumber(invoice.Series, number)), seller, origin);

    private static Invoice InvoiceOf(
        string origin, UsageRated[] sessions, BillingProfile customer, Seller seller, DateTime createdAt)
    {
        var first = sessions[0];
        if (origin == "correction")
        {
            var adjustment = CreditSample.Adjustment(1, 1 + first.Charge.Minor, currency: first.Charge.Currency);
            return FurtherInvoice.For(
                adjustment with { Service = first.Service, EndedAt = first.EndedAt, EndedOn = first.EndedOn },
                customer, seller, Sample.Rates, createdAt);
        }

        TaxDecision TaxOf(UsageRated x) => TaxRule.For(seller, customer, x.Service, x.EndedOn, Sample.Rates);
        return origin == "gathered" && sessions.Length > 1
            ? Invoice.Over(
                [.. sessions.OrderBy(x => x.EndedAt).Select(x => (x, TaxOf(x)))], customer, seller, createdAt)
            : Invoice.For(first, customer, seller, TaxOf(first), createdAt);
    }

    /// <summary>Within 30 days from that day on.</summary>
    private static Gen<UsageRated> AnySession(string currency, int day) =>
        from usage in Sample.AnyUsage(currency)
        from service in Gen.Enum<Service>()
        from later in Gen.Int[0, 30]
        select usage with
        {
            Service = service,
            StartedAt = Noon(day + later).AddHours(-1),
            EndedAt = Noon(day + later),
            EndedOn = FirstDay.AddDays(day + later),
        };

    private static string OrderOf(CreditNoteIssued note, Remainder left)
    {
        if (note.AdjustmentId is not null) return "by an adjustment";
        if (note.Lines.All(left.Invoice.Lines.Contains))
            return note.Net == left.Invoice.Net ? "of the whole invoice" : "by lines";
        return note.Lines.Any(line => line.Id > left.Invoice.Lines.Count) ? "of the rest" : "by an amount";
    }

    private static DateTime Noon(int day) =>
        FirstDay.AddDays(day).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
}
