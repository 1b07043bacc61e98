using System.Xml.Linq;
using Charging.Contracts.Cards;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Verifying.Isdoc;

/// <summary>Holds an ISDOC document against its schema and its rules; that it shows no card is our wish.</summary>
internal static class IsdocVerification
{
    private static readonly XName Invoice = XName.Get("Invoice", "http://isdoc.cz/namespace/2013");

    public static bool IsOne(XElement root) => root.Name == Invoice;

    public static IReadOnlyList<Fault> FaultsIn(XElement root) =>
    [
        .. SchemaCheck.FaultsIn(root, Grammar.Isdoc602),
        .. IsdocRules.All.SelectMany(rule => rule.FaultsIn(root, FaultClass.Norm)),
        .. root.Descendants().Where(IsCard).Select(value => new Fault(
            "CARD", $"{value.Name.LocalName} holds a card number: {CardNumber.Masked(value.Value)}.",
            Where: UblElements.PathOf(value))),
        .. root.All("TaxTotal/TaxSubTotal").Where(rate => !IsTax(rate)).Select(rate => new Fault(
            "isdoc-tax", "The tax is not the base times its rate, as rounded to hundredths.",
            Where: UblElements.PathOf(rate))),
    ];

    /// <summary>Account numbers, identifiers and symbols may look like a card's; texts are looked at.</summary>
    private static bool IsCard(XElement value) =>
        !value.HasElements && value.Name.LocalName is "Note" or "Description" or "Name" && CardNumber.IsIn(value.Value);

    private static bool IsTax(XElement rate)
    {
        if (rate.Number("TaxableAmount") is not { } taxable || rate.Number("TaxAmount") is not { } tax
            || rate.Number("TaxCategory/Percent") is not { } percent) return true;
        try
        {
            return Math.Abs(tax - (taxable * percent / 100)) < 1;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
