using Charging.Documents.Languages;

namespace Charging.Payments.Receipts;

/// <summary>What a customer is written when a dispute about a payment has ended.</summary>
internal static class DisputeLetter
{
    /// <param name="invoice">Which is owed.</param>
    /// <param name="reversed">What went back.</param>
    /// <param name="until">Until when another card or account is drawn for it; null if none is.</param>
    /// <param name="words">In the customer's language.</param>
    public static ReceiptLetter Lost(
        InvoiceCreated invoice, PaymentReversed reversed, DateTime? until, LetterWords words)
    {
        var amount = words.Document.Of(reversed.Amount);
        var advice = until is { } day
            ? words.NameAnother(words.Document.Of(DateOnly.FromDateTime(day)))
            : words.NothingIsDrawn;
        return ReceiptLetter.Letter(
            invoice, words, words.LostSubject(invoice.Number, amount),
            [words.LostText(words.For(invoice), amount), advice], []);
    }

    public static ReceiptLetter Reinstated(InvoiceCreated invoice, PaymentCaptured paid, LetterWords words)
    {
        var amount = words.Document.Of(paid.Amount);
        return ReceiptLetter.Letter(
            invoice, words, words.ReinstatedSubject(invoice.Number, amount),
            [words.ReinstatedText(words.For(invoice), amount)],
            [
                (words.Document.PaidBy, words.Document.Of(paid.MethodKind, paid.MethodBrand, paid.LastFour)),
                (words.Reference, paid.GatewayReference),
            ]);
    }
}
