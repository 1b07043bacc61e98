using Charging.Contracts;
using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>An invoice as it is printed: what was issued, and how it stands.</summary>
internal static class PrintedInvoice
{
    public static PrintedDocument Of(InvoiceCreated invoice, Standing standing, DocumentWords words) => new()
    {
        Title = words.Invoice,
        Number = invoice.Number,
        Marks = MarksOf(invoice, standing, words),
        Seller = invoice.Seller,
        Buyer = invoice.Buyer,
        Facts =
        [
            (words.Issued, words.Of(invoice.IssueDate)),
            (words.Provided, words.ProvidedOn(invoice)),
            (words.Session, words.SessionOf(invoice)),
            .. invoice.BuyerReference is { } reference
                ? [(words.YourReference, reference)]
                : Array.Empty<(string, string)>(),
        ],
        Lines = invoice.Lines,
        TaxSubtotals = invoice.TaxSubtotals,
        Sums =
        [
            (words.Net, invoice.Net), (words.Tax, invoice.Tax),
            .. invoice.Rounding is { } rounding ? [(words.Rounding, rounding)] : Array.Empty<(string, Money)>(),
        ],
        Total = (words.Total, invoice.Total),
        Payment = PaymentOf(invoice, standing, words),
        Credits = standing.Credits,
        CreatedAt = invoice.CreatedAt,
    };

    /// <summary>What is credited whole is neither due nor missing.</summary>
    private static List<string> MarksOf(InvoiceCreated invoice, Standing standing, DocumentWords words)
    {
        var left = standing.LeftOf(invoice);
        List<string> marks = [];
        if (standing is Standing.Paid { Payment: var paid })
            marks.Add(words.PaidMark(SellersClock.Of(invoice).DateOf(paid.CapturedAt), paid.MethodKind, paid.LastFour));
        else if (left.Minor > 0)
            marks.Add(OpenMark(invoice, standing, words.Of(left), words));

        if (standing.Credits.Count > 0)
            marks.Add(words.CreditedMark(words.Of(invoice.Total - left), isWhole: left.Minor == 0));
        return marks;
    }

    private static string OpenMark(InvoiceCreated invoice, Standing standing, string left, DocumentWords words) =>
        standing is Standing.NotCollected or Standing.TooSmall
            ? words.NotCollectedMark(left)
            : words.DueMark(invoice.IssueDate, left);

    private static IReadOnlyList<(string, Style)> PaymentOf(
        InvoiceCreated invoice, Standing standing, DocumentWords words) => standing switch
    {
        Standing.Paid { Payment: var paid } =>
        [
            (words.PaidBy, Style.Small),
            (words.Of(paid.MethodKind, paid.MethodBrand, paid.LastFour), Style.Body),
            (paid.GatewayReference, Style.Small),
        ],
        _ when standing.LeftOf(invoice).Minor == 0 => [],
        Standing.AwaitsCustomer => [(words.HowToPay, Style.Small)],
        Standing.TooSmall => [(words.TooSmall, Style.Small)],
        _ => [],
    };
}
