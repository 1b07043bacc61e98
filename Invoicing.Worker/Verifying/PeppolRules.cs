namespace Charging.Invoicing;

/// <summary>
/// What Peppol BIS Billing 3 asks beyond EN 16931, of documents that say they follow it; and of all others, that an
/// electronic address has its scheme. Rules of single countries are left to the access point.
/// </summary>
internal static class PeppolRules
{
    private const string Billing = "urn:fdc:peppol.eu:2017:poacc:billing:";
    private const string Specification = $"urn:cen.eu:en16931:2017#compliant#{Billing}3.0";
    private const string Seller = "AccountingSupplierParty/Party";
    private const string Buyer = "AccountingCustomerParty/Party";

    /// <summary>Direct debits (UNCL 4461).</summary>
    private static readonly string[] Debits = ["49", "59"];

    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
        document.Text("CustomizationID")?.Contains(Billing, StringComparison.Ordinal) == true
            ? [.. Addresses(document), .. Process(document), .. References(document), .. Mandates(document)]
            : Addresses(document);

    private static IEnumerable<Fault> Addresses(UblDocument document)
    {
        foreach (var (party, rule, who) in ((string, string, string)[])
            [(Seller, "BR-62", "seller"), (Buyer, "BR-63", "buyer")])
        {
            if (document.Text($"{party}/EndpointID") is not null
                && string.IsNullOrWhiteSpace(document.Attribute($"{party}/EndpointID", "schemeID")))
                yield return new(rule, $"The electronic address of the {who} has no scheme.");
        }
    }

    private static IEnumerable<Fault> Process(UblDocument document)
    {
        if (document.Text("CustomizationID") != Specification)
            yield return new("PEPPOL-EN16931-R004", $"Its specification (BT-24) is not {Specification}.");

        var profile = document.Text("ProfileID");
        if (profile is null) yield return new("PEPPOL-EN16931-R001", "It does not name its process (BT-23).");
        else if (!IsProcess(profile))
            yield return new("PEPPOL-EN16931-R007", $"Its process '{profile}' is not {Billing}NN:1.0.");
    }

    private static IEnumerable<Fault> References(UblDocument document)
    {
        if (document.Notes > 1 && !IsGerman(document))
            yield return new("PEPPOL-EN16931-R002", $"It has {document.Notes} notes (BT-22); one is allowed.");
        if ((document.Text("BuyerReference") ?? document.Text("OrderReference/ID")) is null)
            yield return new("PEPPOL-EN16931-R003", "It has no reference of the buyer (BT-10) and no order (BT-13).");
        if (document.Text($"{Buyer}/EndpointID") is null)
            yield return new("PEPPOL-EN16931-R010", "The buyer's electronic address is missing (BT-49).");
        if (document.Text($"{Seller}/EndpointID") is null)
            yield return new("PEPPOL-EN16931-R020", "The seller's electronic address is missing (BT-34).");
    }

    private static IEnumerable<Fault> Mandates(UblDocument document)
    {
        foreach (var means in document.Each("PaymentMeans"))
        {
            if (Debits.Contains(document.Text("PaymentMeansCode", means))
                && document.Text("PaymentMandate/ID", means) is null)
                yield return new("PEPPOL-EN16931-R061", "A direct debit does not name its mandate (BT-89).");
        }
    }

    private static bool IsProcess(string profile) =>
        profile.StartsWith(Billing, StringComparison.Ordinal)
        && profile[Billing.Length..] is [>= '0' and <= '9', >= '0' and <= '9', ':', '1', '.', '0'];

    private static bool IsGerman(UblDocument document) => ((string[])[Seller, Buyer])
        .All(party => document.Text($"{party}/PostalAddress/Country/IdentificationCode") == "DE");
}
