using System.Globalization;
using System.Xml.Linq;
using Charging.Contracts.Cards;
using Charging.Documents.Parties;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying;

/// <summary>
/// No card number in full, wherever it stands (PCI DSS 3.4). Other numbers may look like an issuer's: what is plainly
/// an account, telephone, place of business or document is let through.
/// </summary>
internal static class CardNumbers
{
    /// <summary>
    /// Identifiers by scheme (ISO 6523) and number of digits: GLN, and SIRET, whose check digit is made as a card's.
    /// </summary>
    private static readonly (string Scheme, int Digits)[] Places = [("0088", 13), ("0009", 14)];

    public static IEnumerable<Fault> FaultsIn(UblDocument document)
    {
        var numbers = NumbersOf(document).ToHashSet();
        return document.Values
            .Where(value => CardNumber.IsIn(value.Value) && !IsSomethingElse(value, numbers))
            .Select(value => new Fault(
                "CARD", $"{value.Name.LocalName} holds a card number: {CardNumber.Masked(value.Value)}."));
    }

    /// <summary>Of this document and of the invoices before it, as far as they tell their year, as series do.</summary>
    private static IEnumerable<string> NumbersOf(UblDocument document)
    {
        var before = document.Each("BillingReference/InvoiceDocumentReference");
        foreach (var named in before.Prepend(null))
        {
            if (document.Text("ID", named) is { } number && Dates.On(document, "IssueDate", named) is { } day
                && number.Contains(day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
                yield return number;
        }
    }

    private static bool IsSomethingElse(XElement value, HashSet<string> numbers)
    {
        var text = value.Value.Trim();
        return numbers.Contains(text)
            || Iban.FaultIn(text.Replace(" ", "")) is null
            || (value.Name.LocalName == "Telephone" && IsTelephone(text))
            || (Places.Contains(((string?)value.Attribute("schemeID") ?? "", text.Length))
                && text.All(char.IsAsciiDigit));
    }

    private static bool IsTelephone(string text) =>
        CardNumber.IsTelephoneNumber(string.Concat(text.Where(character => !" ()-./".Contains(character))));
}
