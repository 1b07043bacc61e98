using System.Globalization;

namespace Charging.Payments.Gateway;

/// <summary>One line of the <see cref="CaptureJournal"/>: a capture, or a refund with an amount less than 0.</summary>
internal sealed record JournalLine(Guid InvoiceId, string Key, Money Amount, string Reference)
{
    /// <summary>Where captures are put and refunds are taken from: an invoice's money of one currency.</summary>
    public string Purse => $"{InvoiceId} {Amount.Currency}";

    /// <summary>Null for a line that is not whole, as a crash leaves one.</summary>
    public static JournalLine? Read(string text) =>
        text.Split('\t') is [var invoiceId, var key, var minor, var currency, var reference]
        && Guid.TryParse(invoiceId, out var id)
        && long.TryParse(minor, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new JournalLine(id, key, new Money(amount, currency), reference)
            : null;

    public override string ToString() => $"{InvoiceId}\t{Key}\t{Amount.Minor}\t{Amount.Currency}\t{Reference}\n";
}
