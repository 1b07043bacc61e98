using System.Xml.Linq;
using Charging.Documents.Parties;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying;

/// <summary>
/// What we wish of a SEPA direct debit (BG-19): that mandate, creditor and account are told together, so that its payer
/// finds it again, and that the creditor's identifier has its check digits.
/// </summary>
internal static class DebitNotes
{
    private const string Sepa = "59";
    private const string Identifier = "PartyIdentification/ID";

    public static IEnumerable<Fault> FaultsIn(UblDocument document) =>
        [.. document.Each("PaymentMeans").SelectMany(means => Missing(document, means)), .. Creditors(document)];

    private static IEnumerable<Fault> Missing(UblDocument document, XElement means)
    {
        if (document.Text("PaymentMeansCode", means) != Sepa || document.Text("PaymentMandate/ID", means) is null)
            yield break;
        if (document.Text("PaymentMandate/PayerFinancialAccount/ID", means) is null)
            yield return new("BG-19", "It names a mandate and not the account (BT-91).");
        if (!CreditorIds(document).Any())
            yield return new("BG-19", "It names a mandate and not the creditor's identifier (BT-90).");
    }

    private static IEnumerable<Fault> Creditors(UblDocument document) => CreditorIds(document)
        .Select(id => (At: id, Fault: CreditorId.FaultIn(UblElements.Plain(id.Value))))
        .Where(id => id.Fault is not null)
        .Select(id => new Fault("SEPA-ID", $"The creditor's identifier {id.Fault}.", Where: UblElements.PathOf(id.At)));

    /// <summary>At the seller, or at a payee apart from him.</summary>
    private static IEnumerable<XElement> CreditorIds(UblDocument document) => UblElements
        .Places(document.Root, $"AccountingSupplierParty/Party/{Identifier} | PayeeParty/{Identifier}")
        .Where(id => id.Attr("schemeID") == "SEPA");
}
