using System.Text.RegularExpressions;

namespace Charging.Documents.Parties;

/// <summary>
/// What XRechnung 3.0 asks of seller and buyer beyond the norm, before there is a document: each fault names the field
/// of whoever has it, the rule, and so what to add.
/// </summary>
internal static partial class XRechnungRules
{
    /// <summary>Of a seller whose documents are XRechnung.</summary>
    public static IEnumerable<string> FaultsIn(Party seller, string? iban) =>
    [
        .. Needed("party.city", seller.City, "BT-37", "BR-DE-3"),
        .. Needed("party.postalCode", seller.PostalCode, "BT-38", "BR-DE-4"),
        .. Needed("party.contact.name", seller.Contact?.Name, "BT-41", "BR-DE-5"),
        .. Needed("party.contact.phone", seller.Contact?.Phone, "BT-42", "BR-DE-6"),
        .. Needed("party.contact.email", seller.Contact?.Email, "BT-43", "BR-DE-7"),
        .. seller.Contact?.Phone is { } phone && phone.Count(char.IsAsciiDigit) < FewestDigits
            ? [$"party.contact.phone: '{Plain.Quoted(phone)}' has fewer than three digits (BT-42, BR-DE-27)"]
            : (string[])[],
        .. seller.Contact?.Email is { Length: > 0 } email && !Email().IsMatch(email)
            ? [$"party.contact.email: '{Plain.Quoted(email)}' is no address such as desk@seller.example " +
                "(BT-43, BR-DE-28)"]
            : (string[])[],
        .. Needed("party.endpoint", seller.Endpoint?.Id, "BT-34", "PEPPOL-EN16931-R020"),
        .. Needed("iban", iban, "BG-17", "BR-DE-1"),
    ];

    /// <summary>Of a customer who gets XRechnung.</summary>
    public static IEnumerable<string> FaultsIn(BillingProfile billing) =>
    [
        .. billing.Party.Country == "DE" ? (string[])[]
            : [$"billing.party.country: XRechnung is for public buyers of DE, and this one is of " +
                $"'{Plain.Quoted(billing.Party.Country)}'"],
        .. Needed("billing.party.city", billing.Party.City, "BT-52", "BR-DE-8"),
        .. Needed("billing.party.postalCode", billing.Party.PostalCode, "BT-53", "BR-DE-9"),
        .. Needed("billing.party.endpoint", billing.Party.Endpoint?.Id, "BT-49", "PEPPOL-EN16931-R010"),
        .. billing.Party.Endpoint is { Scheme: LeitwegId.Scheme, Id: var id } && LeitwegId.FaultIn(id) is { } wrong
            ? [$"billing.party.endpoint.id: {wrong} (BT-49)"]
            : (string[])[],
        .. Needed("billing.buyerReference", billing.BuyerReference, "BT-10, the Leitweg-ID", "BR-DE-15"),
        .. billing.BuyerReference is { Length: > 0 } reference && LeitwegId.FaultIn(reference) is { } fault
            ? [$"billing.buyerReference: {fault} (BT-10)"]
            : (string[])[],
        // A line may be two hundredths off price times quantity, and no more.
        .. !Currencies.IsKnown(billing.Currency) || Currencies.DigitsOf(billing.Currency) == 2 ? (string[])[]
            : [$"billing.currency: {billing.Currency} has no hundredths, in which XRechnung counts " +
                "(PEPPOL-EN16931-R120)"],
    ];

    private const int FewestDigits = 3;

    private static IEnumerable<string> Needed(string field, string? text, string term, string rule)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return $"{field}: missing ({term}, {rule})";
    }

    [GeneratedRegex(@"^[^@\s]+@([^@.\s]+\.)+[^@.\s]+\z")]
    private static partial Regex Email();
}
