using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Xml;

namespace Charging.Documents.CrossIndustry;

/// <summary>How a document is or was paid, its taxes and its sums.</summary>
internal static class CiiSettlement
{
    public static void Write(XmlWriter xml, TradeDocument document)
    {
        xml.ValueIfAny("CreditorReferenceID", document.Debit?.CreditorId);
        xml.ValueIfAny("PaymentReference", ReferenceOf(document));
        xml.ValueIfAny("TaxCurrencyCode", document.AccountedTax?.Tax.Currency);
        xml.Value("InvoiceCurrencyCode", document.Currency);
        WriteMeans(xml, document);
        foreach (var subtotal in document.TaxSubtotals) CiiTax.WriteSubtotal(xml, subtotal);
        if (document.Period is { } period) xml.Group("BillingSpecifiedPeriod", () =>
        {
            xml.Day("StartDateTime", period.First);
            xml.Day("EndDateTime", period.Last);
        });
        if (document.DueDate is not null || document.Debit is not null) xml.Group("SpecifiedTradePaymentTerms", () =>
        {
            if (document.DueDate is { } day) xml.Day("DueDateDateTime", day);
            xml.ValueIfAny("DirectDebitMandateID", document.Debit?.MandateReference);
        });
        xml.Group("SpecifiedTradeSettlementHeaderMonetarySummation", () => WriteSums(xml, document));
        if (document.Preceding is { } invoice) xml.Group("InvoiceReferencedDocument", () =>
        {
            xml.Value("IssuerAssignedID", invoice.Number);
            xml.QualifiedDay("FormattedIssueDateTime", invoice.IssueDate);
        });
    }

    /// <summary>BT-83: the gateway's name for a payment, or what a customer writes on a transfer.</summary>
    private static string? ReferenceOf(TradeDocument document) =>
        document.Paid?.GatewayReference ?? document.Debit?.Reference
        ?? (document.SellerIban is null ? null : document.Number);

    /// <summary>48 is a card, 59 a SEPA direct debit, 58 a SEPA credit transfer, 30 any other (UNCL 4461).</summary>
    private static void WriteMeans(XmlWriter xml, TradeDocument document)
    {
        if (document.Paid is { MethodKind: PaymentMethodKind.Card } card)
            WriteMeans(xml, "48", "ApplicableTradeSettlementFinancialCard", "ID", ToldDebit.EndOf(card.LastFour));
        else if (document.Paid is { MethodBrand: PaymentCaptured.Transfer } && document.SellerIban is null)
            xml.Group("SpecifiedTradeSettlementPaymentMeans", () => xml.Value("TypeCode", "1"));
        else if (document.Paid is not { MethodBrand: PaymentCaptured.Transfer }
            && (document.Debit?.LastFour ?? document.Paid?.LastFour) is { } account)
            WriteMeans(xml, "59", "PayerPartyDebtorFinancialAccount", "IBANID", ToldDebit.EndOf(account));
        else if (document.SellerIban is { } iban)
        {
            WriteMeans(
                xml, document.Currency == "EUR" ? "58" : "30", "PayeePartyCreditorFinancialAccount", "IBANID", iban);
        }
    }

    private static void WriteMeans(XmlWriter xml, string code, string account, string kind, string id) =>
        xml.Group("SpecifiedTradeSettlementPaymentMeans", () =>
        {
            xml.Value("TypeCode", code);
            xml.Group(account, () => xml.Value(kind, id));
        });

    private static void WriteSums(XmlWriter xml, TradeDocument document)
    {
        xml.Value("LineTotalAmount", document.Net);
        xml.Value("TaxBasisTotalAmount", document.Net);
        WriteTax(xml, document.Tax);
        if (document.AccountedTax is { } accounted) WriteTax(xml, accounted.Tax);
        if (document.Rounding is { } rounding) xml.Value("RoundingAmount", rounding);
        xml.Value("GrandTotalAmount", document.WithTax);
        if (document.Paid is { } paid) xml.Value("TotalPrepaidAmount", paid.Amount);
        xml.Value("DuePayableAmount", document.Due);
    }

    private static void WriteTax(XmlWriter xml, Money tax) =>
        xml.Value("TaxTotalAmount", XmlValues.Amount(tax), "currencyID", tax.Currency);
}
