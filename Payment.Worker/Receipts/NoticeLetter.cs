using Charging.Documents;
using Charging.Documents.Languages;

namespace Charging.Payments.Receipts;

/// <summary>What a customer is written before a debit is drawn: how much, when, and from which account.</summary>
internal static class NoticeLetter
{
    public static ReceiptLetter Of(InvoiceCreated invoice, AnnouncedDebit debit, LetterWords words)
    {
        var (amount, day) = (words.Document.Of(debit.Amount), words.Document.Of(debit.On));
        return ReceiptLetter.Letter(
            invoice, words, words.NoticeSubject(invoice.Number, amount, day),
            [words.NoticeText(words.For(invoice), amount, day), words.NoticeAdvice],
            [
                (words.DrawnOn, day),
                (words.Document.DrawnFrom,
                    words.Document.Of(PaymentMethodKind.BankAccount, debit.Brand, debit.LastFour)),
                (words.Document.Mandate, debit.MandateReference),
                (words.Document.CreditorId, debit.CreditorId),
            ]);
    }
}
