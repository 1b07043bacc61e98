using System.Text;
using Charging.Documents.Languages;
using Charging.Payments.Facts;

namespace Charging.Payments.Receipts;

/// <summary>
/// What a customer is written about an invoice: the same content as plain text and as HTML. Lines are what it was for,
/// each with its net amount and how it came about; Sums are net, tax and total.
/// </summary>
internal sealed record ReceiptLetter(
    string Subject,
    string Language,
    string Greeting,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<(string Label, string Value)> Facts,
    IReadOnlyList<(string Label, string Value, string Note)> Lines,
    IReadOnlyList<(string Label, string Value)> Sums,
    string Attached,
    string Signature)
{
    /// <summary>Where the customer may pay by themselves; null in most letters.</summary>
    public string? Link { get; init; }

    public static ReceiptLetter Paid(InvoiceCreated invoice, PaymentCaptured paid, LetterWords words)
    {
        var amount = words.Document.Of(paid.Amount);
        return Letter(
            invoice, words, words.PaidSubject(invoice.Number, amount),
            [words.PaidText(words.For(invoice), amount)],
            [
                (words.Paid, words.Document.Of(paid.CapturedAt, SellersClock.Of(invoice))),
                (words.Document.PaidBy, words.Document.Of(paid.MethodKind, paid.MethodBrand, paid.LastFour)),
                (words.Reference, paid.GatewayReference),
            ]);
    }

    /// <param name="invoice">Which.</param>
    /// <param name="reason">Why it is given up.</param>
    /// <param name="last">The last attempt; null if there was none.</param>
    /// <param name="words">In the customer's language.</param>
    public static ReceiptLetter NotCollected(
        InvoiceCreated invoice, AbandonReason reason, LastAttempt? last, LetterWords words)
    {
        if (reason == AbandonReason.Credited)
            return Letter(
                invoice, words, words.NothingToPaySubject(invoice.Number),
                [words.Reason(reason), words.WhatToDo(reason)], []);

        var amount = words.Document.Of(invoice.Total);
        return Letter(
            invoice, words, words.NotCollectedSubject(invoice.Number, amount),
            [
                words.NotCollectedText(words.For(invoice), amount),
                words.Reason(reason),
                .. last is { IsDeclined: true } && IsOfMethods(reason)
                    ? [words.Declines.Of(last.Code, MethodOf(last, words))]
                    : Array.Empty<string>(),
                words.WhatToDo(reason),
            ],
            []);
    }

    /// <summary>The other reasons are not about a card or an account.</summary>
    private static bool IsOfMethods(AbandonReason reason) =>
        reason is AbandonReason.MethodsRefused or AbandonReason.RetriesUsedUp;

    private static string MethodOf(LastAttempt attempt, LetterWords words) =>
        words.Document.Of(attempt.MethodKind, attempt.MethodBrand, attempt.LastFour);

    public static ReceiptLetter ActionNeeded(InvoiceCreated invoice, LastAttempt refused, LetterWords words)
    {
        var amount = words.Document.Of(invoice.Total);
        var said = words.Declines;
        return Letter(
            invoice, words, words.ActionNeededSubject(invoice.Number, amount),
            [
                words.NotCollectedText(words.For(invoice), amount),
                said.Of(refused.Code, MethodOf(refused, words)),
                said.WhatToDo(refused.Code),
            ],
            []);
    }

    public static ReceiptLetter Refunded(
        InvoiceCreated invoice, PaymentCaptured paid, PaymentRefunded refund, LetterWords words)
    {
        var amount = words.Document.Of(refund.Amount);
        var letter = Letter(
            invoice, words, words.RefundedSubject(invoice.Number, amount),
            [words.RefundedText(words.Of(invoice.Service), words.Document.Of(invoice.DeliveryDate), amount)],
            [
                (words.RefundedOn, words.Document.Of(SellersClock.Of(invoice).DateOf(refund.RefundedAt))),
                (words.RefundedTo, words.To(paid.MethodKind, paid.MethodBrand, paid.LastFour)),
                .. refund.Reason is { } reason
                    ? [(words.Document.Because, words.Of(reason))]
                    : Array.Empty<(string, string)>(),
                (words.Reference, refund.GatewayReference),
            ]);
        return letter with { Sums = [.. letter.Sums, (words.Refunded, amount)] };
    }

    public static ReceiptLetter Reversed(InvoiceCreated invoice, PaymentReversed reversed, LetterWords words)
    {
        var amount = words.Document.Of(reversed.Amount);
        return Letter(
            invoice, words, words.ReversedSubject(invoice.Number, amount),
            [
                words.ReversedText(words.Of(invoice.Service), words.Document.Of(invoice.DeliveryDate), amount),
                words.OpenAdvice,
            ],
            []);
    }

    /// <summary>About a credit note alone: its lines and sums are those of the note.</summary>
    public static ReceiptLetter Credited(InvoiceCreated invoice, SettledNote credit, LetterWords words)
    {
        var (note, amount) = (credit.Note, words.Document.Of(credit.Note.Payable));
        var letter = Letter(
            invoice, words, words.CreditedSubject(note.Number, invoice.Number, amount),
            [words.CreditedText(invoice.Number, amount, credit.IsGivenBackBefore)],
            [(words.Document.CreditNote, note.Number), (words.Document.Because, note.Reason)]);
        return letter with
        {
            Lines = [.. note.Lines.Select(line => (line.Name, words.Document.Of(line.Net), line.Note ?? ""))],
            Sums =
            [
                (words.Document.Net, words.Document.Of(note.Net)),
                (words.Document.Tax, words.Document.Of(note.Tax)),
                .. Accounted(note.AccountedTax, note.Tax.Currency, words.Document),
                .. note.Rounding.Minor == 0
                    ? Array.Empty<(string, string)>()
                    : [(words.Document.Rounding, words.Document.Of(note.Rounding))],
                (words.Document.Total, amount),
            ],
            Attached = words.NoteAttached(new FormatChoice(note.Formats)),
        };
    }

    /// <summary>The same where credit notes go with it.</summary>
    public ReceiptLetter With(IReadOnlyList<CreditNoteIssued> notes, LetterWords words) =>
        notes.Count == 0 ? this : this with
        {
            Facts = [.. Facts, .. notes.Select(note => (words.Document.CreditNote, note.Number))],
            Attached = $"{Attached} {words.NoteAttached(new FormatChoice(notes[0].Formats))}",
        };

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Greeting).Append("\n\n");
        foreach (var paragraph in Paragraphs) text.Append(paragraph).Append("\n\n");
        if (Link is not null) text.Append(PayHere).Append('\n').Append(Link).Append("\n\n");
        Append(text, Facts);
        Append(text, [.. Lines.Select(line =>
            (line.Note.Length == 0 ? line.Label : $"{line.Label}: {line.Note}", line.Value))]);
        Append(text, Sums);
        return text.Append(Attached).Append("\n\n").Append(Signature).Append('\n').ToString();
    }

    internal string PayHere => Charging.Documents.Languages.Language.In(Language).Page.PayHere;

    public string ToHtml() => new ReceiptPage(this).ToString();

    internal static ReceiptLetter Letter(
        InvoiceCreated invoice,
        LetterWords words,
        string subject,
        IReadOnlyList<string> paragraphs,
        IReadOnlyList<(string, string)> payment) => new(
            subject.Replace('\u00A0', ' '),
            words.Language,
            words.Greeting,
            paragraphs,
            [
                (words.Document.Invoice, invoice.Number),
                (words.Document.IssuedTo, invoice.Buyer.Name),
                (words.Document.Provided, words.Document.ProvidedOn(invoice)),
                .. payment,
            ],
            [.. invoice.Lines.Select(line => (line.Name, words.Document.Of(line.Net), line.Note ?? ""))],
            [
                (words.Document.Net, words.Document.Of(invoice.Net)),
                (words.Document.Tax, words.Document.Of(invoice.Tax)),
                .. Accounted(invoice.AccountedTax, invoice.Tax.Currency, words.Document),
                .. invoice.Rounding is { } rounding
                    ? [(words.Document.Rounding, words.Document.Of(rounding))]
                    : Array.Empty<(string, string)>(),
                (words.Document.Total, words.Document.Of(invoice.Total)),
            ],
            words.Attached(new FormatChoice(invoice.Formats)),
            $"{invoice.Seller.Name}\n{invoice.Seller.Street}, {invoice.Seller.PostalCode} {invoice.Seller.City}");

    /// <summary>The tax in the seller's tax currency, and at which rate.</summary>
    private static IEnumerable<(string, string)> Accounted(AccountedTax? tax, string currency, DocumentWords words) =>
        tax is null ? [] : [($"{words.TaxIn(tax.Tax.Currency)}, {words.RateOf(tax, currency)}", words.Of(tax.Tax))];

    private static void Append(StringBuilder text, IReadOnlyList<(string Label, string Value)> rows)
    {
        foreach (var (label, value) in rows) text.Append($"  {label}: {value}\n");
        text.Append('\n');
    }
}
