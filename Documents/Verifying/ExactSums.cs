using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying;

/// <summary>
/// The arithmetic of a document, to the last digit of its currency, as we wish it; what is missing is told elsewhere.
/// </summary>
internal static class ExactSums
{
    private const string Totals = "LegalMonetaryTotal/";

    /// <summary>Lines, as far as a person reads.</summary>
    private const int MostTold = 100;

    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
    [
        .. document.Lines.SelectMany((line, i) => Line(document, line, i)).Take(MostTold), .. Sums(document),
        .. TaxTotals(document), .. Tax(document),
    ];

    /// <summary>
    /// A line's net is its price times its quantity, rounded half away from zero, with its own extras.
    /// </summary>
    private static IEnumerable<Fault> Line(UblDocument document, XElement line, int index)
    {
        var quantity = document.Number(document.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity", line);
        var (price, net) = (document.Number("Price/PriceAmount", line), document.Number("LineExtensionAmount", line));
        if (quantity is null || price is null || net is null) yield break;

        var per = document.Number("Price/BaseQuantity", line) ?? 1;
        if (per == 0)
        {
            yield return new("PEPPOL-EN16931-R121", $"{Verification.NameOf(document, line, index)} is priced per 0.",
                Where: UblElements.PathOf(line));
            yield break;
        }

        var product = Rounded(document, quantity.Value * price.Value / per);
        var expected = product + Extras(document, line, ExtraRules.IsCharge)
            - Extras(document, line, ExtraRules.IsAllowance);
        if (net != expected)
        {
            yield return new("PEPPOL-EN16931-R120",
                $"{Verification.NameOf(document, line, index)} is {Text(net)}, but {Text(quantity)} at {Text(price)} " +
                $"makes {Text(expected)}.", Where: UblElements.PathOf(line));
        }
    }

    private static IEnumerable<Fault> Sums(UblDocument document)
    {
        var lines = document.Lines.Sum(line => document.Amount("LineExtensionAmount", line));
        var (allowances, charges) = (
            Extras(document, null, ExtraRules.IsAllowance), Extras(document, null, ExtraRules.IsCharge));
        var net = document.Amount(Totals + "LineExtensionAmount") - allowances + charges;
        var tax = TaxOf(document);
        var gross = document.Amount(Totals + "TaxExclusiveAmount") + tax;
        var due = document.Amount(Totals + "TaxInclusiveAmount") - document.Amount(Totals + "PrepaidAmount")
            + document.Amount(Totals + "PayableRoundingAmount");
        return
        [
            .. Differs(document, "BR-CO-10", "LineExtensionAmount", lines, "the lines"),
            .. Differs(document, "BR-CO-11", "AllowanceTotalAmount", allowances, "the allowances"),
            .. Differs(document, "BR-CO-12", "ChargeTotalAmount", charges, "the charges"),
            .. Differs(document, "BR-CO-13", "TaxExclusiveAmount", net, "lines, allowances and charges"),
            .. Differs(document, "BR-CO-15", "TaxInclusiveAmount", gross, "the total without tax and the tax"),
            .. Differs(document, "BR-CO-16", "PayableAmount", due, "the total less what is paid"),
        ];
    }

    private static IEnumerable<Fault> Differs(
        UblDocument document, string rule, string name, decimal expected, string of)
    {
        var stated = document.Amount(Totals + name);
        if (stated != expected)
            yield return new(rule, $"{name} is {Text(stated)}, but {of} come to {Text(expected)}.");
    }

    /// <summary>One tax with its breakdown; one without in the currency of the accounts, if it names one.</summary>
    private static IEnumerable<Fault> TaxTotals(UblDocument document)
    {
        var broken = document.Each("TaxTotal").ToLookup(total => document.Each("TaxSubtotal", total).Any());
        var others = document.Text("TaxCurrencyCode") is null ? 0 : 1;
        if (broken[true].Count() > 1)
            yield return new("PEPPOL-EN16931-R053", "It has more than one breakdown of VAT.");
        if (broken[false].Count() != others)
        {
            yield return new("PEPPOL-EN16931-R054",
                $"It has {broken[false].Count()} taxes without a breakdown (BT-111), not {others}.");
        }

        if (document.Text("TaxCurrencyCode") is not { } accounts) yield break;
        if (accounts == document.Currency)
            yield return new("PEPPOL-EN16931-R005", "The currency of the accounts is that of the document (BT-6).");
        var there = broken[false].FirstOrDefault(
            total => document.Attribute("TaxAmount", "currencyID", total) == accounts);
        if (there is null)
            yield return new("BR-53", $"It does not say the tax in {accounts}, the currency of the accounts (BT-111).");
        else if (Math.Sign(document.Amount("TaxAmount", there)) * Math.Sign(TaxOf(document)) < 0)
            yield return new("PEPPOL-EN16931-R055", "The taxes in both currencies have different signs (BT-111).");
    }

    /// <summary>
    /// Per category and rate: the base is what the lines say, the tax is base times rate, rounded once.
    /// </summary>
    private static IEnumerable<Fault> Tax(UblDocument document)
    {
        if (document.TaxTotal is null)
        {
            yield return new("BR-CO-18", "It has no breakdown of VAT in its currency (BG-23).");
            yield break;
        }

        var sum = document.TaxSubtotals.Sum(subtotal => document.Amount("TaxAmount", subtotal));
        var stated = document.Amount("TaxAmount", document.TaxTotal);
        if (stated != sum)
            yield return new("BR-CO-14", $"Its tax is {Text(stated)}, but its breakdown comes to {Text(sum)}.");

        foreach (var subtotal in document.TaxSubtotals)
        {
            var taxable = document.Amount("TaxableAmount", subtotal);
            var percent = document.Amount("TaxCategory/Percent", subtotal);
            var (tax, expected) = (document.Amount("TaxAmount", subtotal), Rounded(document, taxable * percent / 100));
            if (tax != expected)
            {
                yield return new("BR-CO-17",
                    $"{Text(percent)} % of {Text(taxable)} is {Text(expected)}, but it says {Text(tax)}.");
            }
        }

        foreach (var fault in Bases(document)) yield return fault;
    }

    private static IEnumerable<Fault> Bases(UblDocument document)
    {
        var told = document.TaxSubtotals.ToLookup(
            subtotal => TaxNotes.CategoryOf(document, "TaxCategory", subtotal),
            subtotal => document.Amount("TaxableAmount", subtotal));
        var found = document.Lines
            .Select(line => (Key: TaxNotes.CategoryOf(document, "Item/ClassifiedTaxCategory", line),
                Amount: document.Amount("LineExtensionAmount", line)))
            .Concat(document.Each("AllowanceCharge").Select(extra => (
                Key: TaxNotes.CategoryOf(document, "TaxCategory", extra),
                Amount: (ExtraRules.IsCharge(extra) ? 1 : -1) * document.Amount("Amount", extra))))
            .ToLookup(part => part.Key, part => part.Amount);

        foreach (var key in told.Select(x => x.Key).Union(found.Select(x => x.Key)))
        {
            if (told[key].Count() > 1)
                yield return new($"BR-{key.Rules}-01", $"{key} stands twice in the breakdown of VAT.");
            if (told[key].Sum() != found[key].Sum() || !told[key].Any())
            {
                yield return new($"BR-{key.Rules}-08",
                    $"The breakdown has a base of {Text(told[key].Sum())} for {key}, " +
                    $"the lines {Text(found[key].Sum())}.");
            }
        }
    }

    private static decimal TaxOf(UblDocument document) =>
        document.TaxTotal is { } total ? document.Amount("TaxAmount", total) : 0;

    private static decimal Extras(UblDocument document, XElement? within, Func<XElement, bool> which) => document
        .Each("AllowanceCharge", within).Where(which).Sum(extra => document.Amount("Amount", extra));

    private static decimal Rounded(UblDocument document, decimal exact)
    {
        var digits = Currencies.IsKnown(document.Currency) ? Currencies.DigitsOf(document.Currency) : 2;
        return Math.Round(exact, digits, MidpointRounding.AwayFromZero);
    }

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "nothing";
}
