using System.Globalization;
using System.Text;

namespace Charging.Documents.Pdf;

/// <summary>
/// What a customer's bank reads off an invoice, so that nothing has to be typed: in CZK a Short Payment Descriptor 1.0
/// (the standard of the Czech Banking Association, "QR Platba"), in EUR the code of the European Payments Council
/// (EPC069-12, version 002).
/// </summary>
internal static class TransferCode
{
    private const int LongestMessage = 60;
    private const int LongestName = 70;

    // In hundredths: ten characters with the point, and what a credit transfer of SEPA may carry.
    private const long MostCzk = 999_999_999;
    private const long MostEur = 99_999_999_999;

    /// <param name="invoice">Its seller's account takes the money, and its number tells what it is for.</param>
    /// <param name="left">What is owed.</param>
    /// <returns>Null where there is no such code, or where it has no room for this.</returns>
    public static string? Of(InvoiceCreated invoice, Money left) => (left.Currency, invoice.SellerIban) switch
    {
        ("CZK", { } iban) when left.Minor <= MostCzk && invoice.Number.Length <= LongestMessage =>
            Spayd(iban, invoice, left),
        ("EUR", { } iban) when left.Minor <= MostEur => Epc(iban, invoice, left),
        _ => null,
    };

    /// <summary>Fields stand between stars, so that a star within one is written by its number.</summary>
    private static string Spayd(string iban, InvoiceCreated invoice, Money left) =>
        $"SPD*1.0*ACC:{iban}*AM:{Figures(left)}*CC:CZK*MSG:{Escaped(invoice.Number)}";

    private static string Escaped(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal);

    /// <summary>
    /// One field a line: UTF-8, a credit transfer, no BIC, no purpose, no structured reference, and the number as its
    /// text.
    /// </summary>
    private static string Epc(string iban, InvoiceCreated invoice, Money left) => string.Join(
        '\n',
        "BCD", "002", "1", "SCT", "", Name(invoice.Seller.Name), iban, $"EUR{Figures(left)}", "", "", invoice.Number);

    /// <summary>As much of it as there is room for, on one line.</summary>
    private static string Name(string name)
    {
        var line = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = new StringBuilder();
        foreach (var letter in line.EnumerateRunes())
        {
            if (shown.Length + letter.Utf16SequenceLength > LongestName) break;
            shown.Append(letter.ToString());
        }

        return shown.ToString();
    }

    private static string Figures(Money amount) => amount.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);
}
