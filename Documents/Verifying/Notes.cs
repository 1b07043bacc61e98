using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Profiles;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying;

/// <summary>
/// What we wish of every document: one line an identifier, amounts in one currency and its decimals …
/// </summary>
internal static class Notes
{
    private const int MostDigitsOfCard = 10;

    /// <summary>As far as a person reads.</summary>
    private const int MostTold = 100;

    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
    [
        .. Lines(document).Take(MostTold), .. Amounts(document).Take(MostTold), .. Payment(document),
        .. Specification(document),
    ];

    private static IEnumerable<Fault> Lines(UblDocument document)
    {
        if (document.IsCreditNote && !document.Each("BillingReference").Any())
            yield return new("VAT-219", "It is a credit note and does not say of which invoice (BT-25).");
        foreach (var twice in document.Lines.GroupBy(line => document.Text("ID", line)).Where(x => x.Key is not null))
            foreach (var line in twice.Skip(1))
                yield return new("BR-21", $"It has more than one line {twice.Key}.", Where: UblElements.PathOf(line));
    }

    /// <summary>Amounts are of the document's currency; all but prices have its decimals at most.</summary>
    private static IEnumerable<Fault> Amounts(UblDocument document)
    {
        var digits = Currencies.IsKnown(document.Currency) ? Currencies.DigitsOf(document.Currency) : 2;
        var foreign = document.Each("TaxTotal").Where(x => x != document.TaxTotal).SelectMany(x => x.Elements());
        var amounts = document.Values.Where(x => x.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal));
        foreach (var value in amounts.Except(foreign))
        {
            var (name, currency) = (value.Name.LocalName, (string?)value.Attribute("currencyID"));
            var isPrice = name == "PriceAmount" || value.IsWithin("Price");
            if (!isPrice && UblElements.NumberOf(value.Value) is { } amount && amount.Scale > digits)
            {
                yield return new("BR-DEC", $"{name} {value.Value} has more than {digits} decimals.",
                    Where: UblElements.PathOf(value));
            }

            // A Cross Industry Invoice says the currency of its amounts once.
            if (currency != document.Currency && !value.IsForeign())
            {
                yield return new("PEPPOL-EN16931-R051",
                    $"{name} is in {currency ?? "no currency"}, the document in {document.Currency}.",
                    Where: UblElements.PathOf(value));
            }
        }
    }

    private static IEnumerable<Fault> Payment(UblDocument document)
    {
        foreach (var means in document.Each("PaymentMeans"))
            if (document.Text("CardAccount/PrimaryAccountNumberID", means) is { Length: > MostDigitsOfCard })
                yield return new("BR-51", $"It shows more than {MostDigitsOfCard} digits of a card.");

        var isDue = document.Amount("LegalMonetaryTotal/PayableAmount") > 0 && !document.IsCreditNote;
        if (isDue && (document.Text("DueDate") ?? document.Text("PaymentTerms/Note")) is null)
            yield return new("BR-CO-25", "An amount is due, and it does not say when (BT-9, BT-20).");
    }

    /// <summary>Peppol takes whatever begins like its specification.</summary>
    private static IEnumerable<Fault> Specification(UblDocument document)
    {
        if (Verification.IsPeppol(document.Root) && document.Text("CustomizationID") is { } specification
            && !specification.EndsWith($"{PeppolRules.Billing}3.0", StringComparison.Ordinal))
            yield return new("PEPPOL-EN16931-R004", $"Its specification '{specification}' goes on after 3.0 (BT-24).");
    }
}
