using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>An invoice as it is printed: what was issued, and how it stands.</summary>
internal static class PrintedInvoice
{
    public static PrintedDocument Of(InvoiceCreated invoice, PaymentStatus status, DocumentWords words) => new()
    {
        Title = words.Invoice,
        Number = invoice.Number,
        Marks = MarksOf(invoice, status, words),
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
        AccountedTax = words.Lines(invoice.AccountedTax, invoice.Net.Currency),
        Sums =
        [
            (words.Net, invoice.Net), (words.Tax, invoice.Tax),
            .. invoice.Rounding is { } rounding ? [(words.Rounding, rounding)] : Array.Empty<(string, Money)>(),
        ],
        Total = (words.Total, invoice.Total),
        Payment = PaymentOf(invoice, status, words),
        TransferCode = IsTransferred(invoice, status) ? Pdf.TransferCode.Of(invoice, status.LeftOf(invoice)) : null,
        Credits = status.Credits,
        CreatedAt = invoice.CreatedAt,
    };

    /// <summary>What is credited whole is neither due nor missing.</summary>
    private static List<string> MarksOf(InvoiceCreated invoice, PaymentStatus status, DocumentWords words)
    {
        var left = status.LeftOf(invoice);
        List<string> marks = [];
        if (status is PaymentStatus.Paid { Payment: var paid })
            marks.Add(words.PaidMark(SellersClock.Of(invoice).DateOf(paid.CapturedAt), paid.MethodKind, paid.LastFour));
        else if (left.Minor > 0)
            marks.Add(OpenMark(invoice, status, words.Of(left), words));

        if (status.Credits.Count > 0)
            marks.Add(words.CreditedMark(words.Of(invoice.Total - left), isWhole: left.Minor == 0));
        return marks;
    }

    private static string OpenMark(InvoiceCreated invoice, PaymentStatus status, string left, DocumentWords words) =>
        status is PaymentStatus.NotCollected or PaymentStatus.TooSmall ? words.NotCollectedMark(left)
            : status is PaymentStatus.Announced { Debit: var debit } ? words.DrawnMark(debit.On, left)
            : words.DueMark(invoice.IssueDate, left);

    private static IReadOnlyList<(string, Style)> PaymentOf(
        InvoiceCreated invoice, PaymentStatus status, DocumentWords words) => status switch
        {
            PaymentStatus.Paid { Payment: var paid } =>
            [
                (words.PaidBy, Style.Small),
            (words.Of(paid.MethodKind, paid.MethodBrand, paid.LastFour), Style.Body),
            (paid.GatewayReference, Style.Small),
        ],
            _ when status.LeftOf(invoice).Minor == 0 => [],
            PaymentStatus.Announced { Debit: var debit } =>
            [
                (words.DrawnFrom, Style.Small),
                (words.Of(PaymentMethodKind.BankAccount, debit.Brand, debit.LastFour), Style.Body),
                ($"{words.Mandate} {debit.MandateReference}", Style.Small),
                ($"{words.CreditorId} {debit.CreditorId}", Style.Small),
            ],
            PaymentStatus.AwaitsCustomer => [(words.HowToPay, Style.Small), .. TransferOf(invoice, status, words)],
            PaymentStatus.TooSmall => [(words.TooSmall, Style.Small)],
            _ => TransferOf(invoice, status, words),
        };

    private static IReadOnlyList<(string, Style)> TransferOf(
        InvoiceCreated invoice, PaymentStatus status, DocumentWords words) => !IsTransferred(invoice, status) ? [] :
    [
        (words.TransferTo, Style.Small),
        (Spaced(invoice.SellerIban!), Style.Body),
        (words.TransferText, Style.Small),
        (invoice.Number, Style.Body),
    ];

    /// <summary>What is still drawn by itself would be paid twice.</summary>
    private static bool IsTransferred(InvoiceCreated invoice, PaymentStatus status) =>
        status is PaymentStatus.NotCollected or PaymentStatus.AwaitsCustomer
        && invoice.SellerIban is not null && status.LeftOf(invoice).Minor > 0;

    /// <summary>In fours, as an IBAN is printed (ISO 13616).</summary>
    private static string Spaced(string iban) => string.Join('\u00A0', iban.Chunk(4).Select(four => new string(four)));
}
