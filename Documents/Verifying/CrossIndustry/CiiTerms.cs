using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>A Cross Industry Invoice in the terms of UBL: both are syntaxes of the norm, which has the rules.</summary>
internal static class CiiTerms
{
    private const string Documents = "urn:oasis:names:specification:ubl:schema:xsd:";
    private const string Trade = "SupplyChainTradeTransaction";
    private const string Sums = "SpecifiedTradeSettlementHeaderMonetarySummation";

    private static readonly XName Invoice =
        XName.Get("CrossIndustryInvoice", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100");

    public static bool IsOne(XElement root) => root.Name == Invoice;

    public static XElement Of(XElement cii)
    {
        var isCredited = CodeLists.Has("UNTDID1001.creditNote", cii.Text("ExchangedDocument/TypeCode"));
        var name = isCredited ? "CreditNote" : "Invoice";
        var root = new XElement(XName.Get(name, $"{Documents}{name}-2"));
        root.AddAnnotation(new StandsFor(cii));
        var settlement = cii.First($"{Trade}/ApplicableHeaderTradeSettlement");
        IEnumerable<XElement?> holds =
        [
            .. Head(cii, isCredited), .. Said(settlement), .. Agreed(cii, settlement),
            PartyTerms.Delivery(cii.First($"{Trade}/ApplicableHeaderTradeDelivery")), .. Means(settlement),
            .. LineTerms.Extras(settlement), .. Taxes(settlement), Totals(settlement.First(Sums)),
            .. cii.All($"{Trade}/IncludedSupplyChainTradeLineItem").Select(line => LineTerms.Line(line, isCredited)),
        ];
        root.Add(holds.OfType<XElement>().ToArray<object>());
        return root;
    }

    private static IEnumerable<XElement?> Head(XElement cii, bool isCredited) =>
    [
        Terms.Value("CustomizationID",
            cii.First("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID")),
        Terms.Value("ProfileID",
            cii.First("ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID")),
        Terms.Value("ID", cii.First("ExchangedDocument/ID")),
        Issued(cii.First("ExchangedDocument/IssueDateTime/DateTimeString")),
        Terms.Value(isCredited ? "CreditNoteTypeCode" : "InvoiceTypeCode", cii.First("ExchangedDocument/TypeCode")),
        .. cii.All("ExchangedDocument/IncludedNote/Content").Select(note => Terms.Value("Note", note)),
    ];

    /// <summary>BR-03 knows the form 102 alone.</summary>
    private static XElement? Issued(XElement? day) =>
        day?.Attr("format") == "102" ? Terms.Day("IssueDate", day.Parent) : null;

    private static IEnumerable<XElement?> Said(XElement? settlement)
    {
        var terms = settlement.First("SpecifiedTradePaymentTerms");
        return
        [
            Terms.Day("DueDate", terms.First("DueDateDateTime")),
            Terms.Day("TaxPointDate", settlement.First("ApplicableTradeTax/TaxPointDate")),
            Terms.Value("DocumentCurrencyCode", settlement.First("InvoiceCurrencyCode")),
            Terms.Value("TaxCurrencyCode", settlement.First("TaxCurrencyCode")),
            LineTerms.Period(settlement.First("BillingSpecifiedPeriod")), DueBy(settlement),
            .. (settlement?.All("InvoiceReferencedDocument") ?? []).Select(Preceding),
            Terms.Part("PaymentTerms", terms.First("Description"), Terms.Value("Note", terms.First("Description"))),
        ];
    }

    /// <summary>UBL takes its codes from UNTDID 2005 (BT-8), this format from UNTDID 2475.</summary>
    private static XElement? DueBy(XElement? settlement)
    {
        var code = settlement.First("ApplicableTradeTax/DueDateTypeCode");
        return Terms.Part("InvoicePeriod", code, Terms.Text("DescriptionCode", code, code?.Value.Trim() switch
        {
            "5" => "3",
            "29" => "35",
            "72" => "432",
            "3" or "35" or "432" => $"UNTDID 2005 {code.Value}",
            var other => other,
        }));
    }

    private static XElement? Preceding(XElement invoice)
    {
        var number = invoice.First("IssuerAssignedID");
        return Terms.Part("BillingReference", invoice, Terms.Part("InvoiceDocumentReference", invoice,
            UblElements.Plain(number?.Value ?? "").Length > 0 ? Terms.Value("ID", number) : null,
            Terms.Day("IssueDate", invoice.First("FormattedIssueDateTime"))));
    }

    private static IEnumerable<XElement?> Agreed(XElement cii, XElement? settlement)
    {
        var agreement = cii.First($"{Trade}/ApplicableHeaderTradeAgreement");
        return
        [
            Terms.Value("BuyerReference", agreement.First("BuyerReference")),
            .. (agreement?.All("AdditionalReferencedDocument") ?? [])
                .Select(x => LineTerms.Reference("AdditionalDocumentReference", x)),
            PartyTerms.Seller(agreement.First("SellerTradeParty"), settlement.First("CreditorReferenceID")),
            PartyTerms.Buyer(agreement.First("BuyerTradeParty")),
            PartyTerms.Payee(settlement.First("PayeeTradeParty")),
            PartyTerms.Representative(agreement.First("SellerTaxRepresentativeTradeParty")),
        ];
    }

    private static IEnumerable<XElement?> Means(XElement? settlement)
    {
        var mandate = settlement.First("SpecifiedTradePaymentTerms/DirectDebitMandateID");
        return (settlement?.All("SpecifiedTradeSettlementPaymentMeans") ?? []).Select(means =>
        {
            var (card, payer, payee) = (means.First("ApplicableTradeSettlementFinancialCard"),
                means.First("PayerPartyDebtorFinancialAccount"), means.First("PayeePartyCreditorFinancialAccount"));
            var isDebit = payer is not null || means.Is("TypeCode", "49", "59");
            return Terms.Part("PaymentMeans", means, Terms.Value("PaymentMeansCode", means.First("TypeCode")),
                Terms.Value("PaymentID", settlement.First("PaymentReference")),
                Terms.Part("CardAccount", card, Terms.Value("PrimaryAccountNumberID", card.First("ID"))),
                Terms.Part("PayeeFinancialAccount", payee, Terms.Value(
                    "ID", payee.First("IBANID") ?? payee.First("ProprietaryID"))),
                Terms.Part("PaymentMandate", isDebit ? mandate ?? payer : null, Terms.Value("ID", mandate),
                    Terms.Part("PayerFinancialAccount", payer, Terms.Value("ID", payer.First("IBANID")))));
        });
    }

    /// <summary>The tax in the document's currency, with its breakdown, and others without (BT-111).</summary>
    private static IEnumerable<XElement?> Taxes(XElement? settlement)
    {
        var (sums, currency) = (settlement.First(Sums), settlement?.Text("InvoiceCurrencyCode"));
        var totals = sums?.All("TaxTotalAmount").ToList() ?? [];
        var own = totals.FirstOrDefault(total => total.Attr("currencyID") == currency);
        var parts = (settlement?.All("ApplicableTradeTax") ?? []).Select(tax => Terms.Part("TaxSubtotal", tax,
            Terms.Value("TaxableAmount", tax.First("BasisAmount")),
            Terms.Value("TaxAmount", tax.First("CalculatedAmount")), LineTerms.Category("TaxCategory", tax)));
        yield return own is null
            ? Terms.Part("TaxTotal", sums, [Untold(sums, currency), .. parts])
            : Terms.Part("TaxTotal", own, [Terms.Value("TaxAmount", own, own.As("currencyID")), .. parts]);
        foreach (var total in totals.Where(total => total != own))
            yield return Terms.Part("TaxTotal", total, Terms.Value("TaxAmount", total, total.As("currencyID")));
    }

    /// <summary>Where the totals with and without tax are the same, no tax need be told (BR-CO-15).</summary>
    private static XElement? Untold(XElement? sums, string? currency) =>
        sums?.Number("GrandTotalAmount") is { } gross && gross == sums.Number("TaxBasisTotalAmount")
            ? Terms.Text("TaxAmount", sums, "0", new XAttribute("currencyID", currency ?? ""))
            : null;

    private static XElement? Totals(XElement? sums) => Terms.Part("LegalMonetaryTotal", sums,
        Terms.Value("LineExtensionAmount", sums.First("LineTotalAmount")),
        Terms.Value("TaxExclusiveAmount", sums.First("TaxBasisTotalAmount")),
        Terms.Value("TaxInclusiveAmount", sums.First("GrandTotalAmount")),
        Terms.Value("AllowanceTotalAmount", sums.First("AllowanceTotalAmount")),
        Terms.Value("ChargeTotalAmount", sums.First("ChargeTotalAmount")),
        Terms.Value("PrepaidAmount", sums.First("TotalPrepaidAmount")),
        Terms.Value("PayableRoundingAmount", sums.First("RoundingAmount")),
        Terms.Value("PayableAmount", sums.First("DuePayableAmount")));
}
