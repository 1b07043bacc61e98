using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.Isdoc;

/// <summary>
/// How it is or was paid: without this a reader pays nothing, which is right for a credit note. 48 is a card, 49 a
/// direct debit, 42 a transfer to an account.
/// </summary>
internal static class IsdocPayment
{
    public static void Write(XmlWriter xml, TradeDocument document, IsdocAmounts amounts)
    {
        if (document.Paid is { MethodBrand: PaymentCaptured.Transfer } transfer)
            Write(
                xml, PaidOf(transfer, amounts), "42",
                document.SellerIban is { } own ? () => WriteAccount(xml, document, own) : null);
        else if (document.Paid is { } paid)
            Write(xml, PaidOf(paid, amounts), paid.MethodKind == PaymentMethodKind.Card ? "48" : "49", null);
        else if (document.Debit is not null)
            Write(xml, amounts.Payable.Local, "49", details: null);
        else if (document is { IsCreditNote: false, SellerIban: { } iban })
            Write(xml, amounts.Payable.Local, "42", () => WriteAccount(xml, document, iban));
    }

    /// <summary>What pays the whole is the whole; converted by itself it may be a hundredth off the sum.</summary>
    private static Money PaidOf(PaymentCaptured paid, IsdocAmounts amounts) =>
        paid.Amount == amounts.Payable.Said ? amounts.Payable.Local : amounts.Local(paid.Amount);

    private static void Write(XmlWriter xml, Money amount, string code, Action? details) =>
        xml.Group("PaymentMeans", () => xml.Group("Payment", () =>
        {
            xml.Value("PaidAmount", amount);
            xml.Value("PaymentMeansCode", code);
            if (details is not null) xml.Group("Details", details);
        }));

    private static void WriteAccount(XmlWriter xml, TradeDocument document, string iban)
    {
        xml.Value("PaymentDueDate", document.DueDate ?? document.IssueDate);
        foreach (var name in (string[])["ID", "BankCode", "Name"]) xml.Value(name, "");
        xml.Value("IBAN", iban);
        xml.Value("BIC", "");
        xml.Value("VariableSymbol", SymbolOf(document.Number));
    }

    /// <summary>The digits of the number, of which Czech banks carry ten: the last.</summary>
    private static string SymbolOf(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length > 10 ? digits[^10..] : digits;
    }
}
