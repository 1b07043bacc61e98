using System.Text;
using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// What a customer is written about an invoice: the same content as plain text and as HTML. Lines are what it was for,
/// each with its net amount; Sums are net, tax and total.
/// </summary>
internal sealed record ReceiptLetter(
    string Subject,
    string Language,
    string Greeting,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<(string Label, string Value)> Facts,
    IReadOnlyList<(string Label, string Value)> Lines,
    IReadOnlyList<(string Label, string Value)> Sums,
    string Attached,
    string Signature)
{
    private const string Page =
        "font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#222;max-width:640px";

    private const string Grey = "color:#666";
    private const string Cell = "padding:4px 16px 4px 0;vertical-align:top";

    public static ReceiptLetter Paid(InvoiceCreated invoice, PaymentCaptured paid, ReceiptWords words)
    {
        var amount = words.Of(paid.Amount);
        return Letter(
            invoice, words, words.PaidSubject(invoice.Number, amount),
            [words.PaidText(words.Of(invoice.Service), words.Of(invoice.DeliveryDate), amount)],
            [
                (words.Paid, $"{words.Of(DateOnly.FromDateTime(paid.CapturedAt))}, {paid.CapturedAt:HH:mm} UTC"),
                (words.PaidBy, words.Of(paid.MethodKind, paid.MethodBrand, paid.LastFour)),
                (words.Reference, paid.GatewayReference),
            ]);
    }

    public static ReceiptLetter NotCollected(InvoiceCreated invoice, AbandonReason reason, ReceiptWords words)
    {
        var amount = words.Of(invoice.Total);
        return Letter(
            invoice, words, words.NotCollectedSubject(invoice.Number, amount),
            [
                words.NotCollectedText(words.Of(invoice.Service), words.Of(invoice.DeliveryDate), amount),
                words.Reason(reason),
                words.WhatToDo(reason),
            ],
            []);
    }

    public static ReceiptLetter ActionNeeded(InvoiceCreated invoice, Attempt refused, ReceiptWords words)
    {
        var amount = words.Of(invoice.Total);
        var method = words.Of(refused.MethodKind, refused.MethodBrand, refused.LastFour);
        return Letter(
            invoice, words, words.ActionNeededSubject(invoice.Number, amount),
            [
                words.NotCollectedText(words.Of(invoice.Service), words.Of(invoice.DeliveryDate), amount),
                words.ActionNeeded(refused.DeclineClass == DeclineClass.CustomerAction, method),
            ],
            []);
    }

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Greeting).Append("\n\n");
        foreach (var paragraph in Paragraphs) text.Append(paragraph).Append("\n\n");
        Append(text, Facts);
        Append(text, Lines);
        Append(text, Sums);
        return text.Append(Attached).Append("\n\n").Append(Signature).Append('\n').ToString();
    }

    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append($"<!DOCTYPE html>\n<html lang=\"{Language}\">\n");
        html.Append($"<head><meta charset=\"utf-8\"><title>{Encode(Subject)}</title></head>\n");
        html.Append($"<body style=\"{Page}\">\n");
        html.Append($"<p>{Encode(Greeting)}</p>\n");
        foreach (var paragraph in Paragraphs) html.Append($"<p>{Encode(paragraph)}</p>\n");
        AppendTable(html, Facts, numbers: false);
        AppendTable(html, [.. Lines, .. Sums], numbers: true);
        var signature = Encode(Signature).Replace("\n", "<br>\n", StringComparison.Ordinal);
        html.Append($"<p>{Encode(Attached)}</p>\n<p style=\"{Grey}\">{signature}</p>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static ReceiptLetter Letter(
        InvoiceCreated invoice,
        ReceiptWords words,
        string subject,
        IReadOnlyList<string> paragraphs,
        IReadOnlyList<(string, string)> payment) => new(
            subject.Replace('\u00A0', ' '),
            words.Language,
            words.Greeting,
            paragraphs,
            [
                (words.Invoice, invoice.Number),
                (words.IssuedTo, invoice.Buyer.Name),
                (words.Provided, words.Of(invoice.DeliveryDate)),
                .. payment,
            ],
            [.. invoice.Lines.Select(line => (WhatFor(line), words.Of(line.Net)))],
            [
                (words.Net, words.Of(invoice.Net)),
                (words.Tax, words.Of(invoice.Tax)),
                (words.Total, words.Of(invoice.Total)),
            ],
            words.Attached,
            $"{invoice.Seller.Name}\n{invoice.Seller.Street}, {invoice.Seller.PostalCode} {invoice.Seller.City}");

    private static string WhatFor(InvoiceLine line) =>
        line.Note is { } note ? $"{line.Name}: {note}" : line.Name;

    private static void Append(StringBuilder text, IReadOnlyList<(string Label, string Value)> rows)
    {
        foreach (var (label, value) in rows) text.Append($"  {label}: {value}\n");
        text.Append('\n');
    }

    private static void AppendTable(StringBuilder html, IReadOnlyList<(string Label, string Value)> rows, bool numbers)
    {
        var align = numbers ? ";text-align:right;white-space:nowrap" : "";
        html.Append("<table style=\"border-collapse:collapse;margin:16px 0\">\n");
        foreach (var (label, value) in rows)
        {
            html.Append($"<tr><td style=\"{Cell};{Grey}\">{Encode(label)}</td>");
            html.Append($"<td style=\"{Cell}{align}\">{Encode(value)}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    /// <summary>The page says that it is UTF-8, so only what HTML itself reads is escaped.</summary>
    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
