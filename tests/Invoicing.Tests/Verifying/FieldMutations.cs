using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// What is missing, of the wrong type, or stands where it may not. Another type of the same kind, such as 384 on an
/// invoice, is none: it is another business, and right.
/// </summary>
internal static class FieldMutations
{
    private const string Seller = "AccountingSupplierParty/Party/";
    private const string Buyer = "AccountingCustomerParty/Party/";
    private const string Means = "PaymentMeans/";
    private const string Schema = @"UBL-2\.1";
    private const string Before = "BillingReference/InvoiceDocumentReference";

    public static readonly IReadOnlyList<Mutation> All =
    [
        Mutation.Missing("CustomizationID", "BR-01"),
        Mutation.Missing("ID", "BR-02"),
        Mutation.Missing("IssueDate", "BR-03"),
        Mutation.Missing("TypeCode", "BR-04"),
        Mutation.Missing("DocumentCurrencyCode", "BR-05"),
        Mutation.Missing($"{Seller}PartyLegalEntity/RegistrationName", "BR-06"),
        Mutation.Missing($"{Buyer}PartyLegalEntity/RegistrationName", "BR-07"),
        Mutation.Missing($"{Seller}PostalAddress", "BR-08"),
        Mutation.Missing($"{Seller}PostalAddress/Country/IdentificationCode", "BR-09"),
        Mutation.Missing($"{Buyer}PostalAddress", "BR-10"),
        Mutation.Missing($"{Buyer}PostalAddress/Country/IdentificationCode", "BR-11"),
        Mutation.Missing("AccountingSupplierParty", "BR-06"),
        Mutation.Missing("AccountingCustomerParty", "BR-07"),
        Mutation.Missing("LegalMonetaryTotal", Schema),
        Mutation.Missing("LegalMonetaryTotal/LineExtensionAmount", "BR-12"),
        Mutation.Missing("LegalMonetaryTotal/TaxExclusiveAmount", "BR-13"),
        Mutation.Missing("LegalMonetaryTotal/TaxInclusiveAmount", "BR-14"),
        Mutation.Missing("LegalMonetaryTotal/PayableAmount", "BR-15"),
        Mutation.Missing("LegalMonetaryTotal/PrepaidAmount", "BR-CO-16", Kinds.Invoices),
        Mutation.Missing("LegalMonetaryTotal/PayableRoundingAmount", "BR-CO-16", Kinds.CreditNotes),

        new("no line", "BR-16", root => [() => root.At("Line").ToList().ForEach(line => line.Remove())]),
        // Without a line of 0 the document says less, but nothing that is wrong.
        new("a line missing", "BR-16|BR-CO-10", root => root.At("Line")
            .Where(line => line.Number("LineExtensionAmount") != 0).Select(line => (Action)line.Remove)),
        Mutation.Each("a line twice", "BR-21", "Line", line => line.AddAfterSelf(line)),
        new("a line more", "BR-CO-10", root => root.At("Line").Where(line => line.Number("LineExtensionAmount") != 0)
            .Select(line => (Action)(() =>
            {
                line.AddAfterSelf(line);
                line.One("ID").Value = "1000";
            }))),
        Mutation.Missing("Line/ID", "BR-21"),
        Mutation.Missing("Line/Quantity", "BR-22"),
        Mutation.Each("no unit of a quantity", "BR-23", "Line/Quantity", x => x.RemoveAttributes()),
        Mutation.Missing("Line/LineExtensionAmount", "BR-24"),
        Mutation.Missing("Line/Item/Name", "BR-25"),
        Mutation.Missing("Line/Price", "BR-26"),
        Mutation.Missing("Line/Price/PriceAmount", "BR-26"),
        Mutation.Missing("Line/Item/AdditionalItemProperty/Name", "BR-54", Kinds.Invoices),
        Mutation.Missing("Line/Item/AdditionalItemProperty/Value", "BR-54", Kinds.Invoices),
        Mutation.Missing("AdditionalDocumentReference/ID", "BR-52"),

        new("the type of the other kind", "BR-CL-01", root => root.At("TypeCode")
            .Select(type => (Action)(() => type.Value = root.IsCreditNote() ? "380" : "381"))),
        Mutation.Each("a type that there is not", "BR-CL-01", "TypeCode", type => type.Value = "999"),
        Mutation.Each("a currency that there is not", "BR-CL-04", "DocumentCurrencyCode", x => x.Value = "EUX"),
        Mutation.Each("the currency of another", "PEPPOL-EN16931-R051", "DocumentCurrencyCode", x => x.Value = "USD"),
        new("a country that there is not", "BR-CL-14", root => root.Descendants(UblTree.Cbc + "IdentificationCode")
            .Select(code => (Action)(() => code.Value = "XX"))),
        Mutation.Missing("BillingReference", "VAT-219", Kinds.CreditNotes),
        Mutation.Missing($"{Before}/ID", "BR-55", Kinds.CreditNotes),

        .. NoDate("IssueDate"),
        .. NoDate("DueDate", Kinds.Invoices),
        .. NoDate("Delivery/ActualDeliveryDate", Kinds.Invoices),
        .. NoDate("InvoicePeriod/EndDate", Kinds.Invoices),
        .. NoDate($"{Before}/IssueDate", Kinds.CreditNotes),
        Mutation.Each("a period that ends before it begins", "BR-29", "InvoicePeriod/StartDate",
            date => date.Value = "2099-01-01", Kinds.Invoices),

        Mutation.Missing("DueDate", "BR-CO-25", Kinds.Invoices),
        Mutation.Missing($"{Means}PaymentMeansCode", "BR-49", Kinds.Invoices),
        Mutation.Missing($"{Means}PayeeFinancialAccount", "BR-61", Kinds.Invoices),
        Mutation.Missing($"{Means}PayeeFinancialAccount/ID", "BR-61", Kinds.Invoices),
        Mutation.Each("twelve digits of a card", "BR-51", $"{Means}CardAccount/PrimaryAccountNumberID",
            digits => digits.Value = "424242424242", Kinds.Invoices),
        Card($"{Means}CardAccount/PrimaryAccountNumberID", Kinds.Invoices),
        Card($"{Means}PaymentID", Kinds.Invoices),
        Card($"{Means}PayeeFinancialAccount/ID", Kinds.Invoices),
        Card("ID"),
        Card("Note"),
        Card("BuyerReference"),
        Card("AdditionalDocumentReference/ID"),
        Card("Line/Note", Kinds.Invoices),
        Card("Line/Item/Name"),
        Card("Line/Item/AdditionalItemProperty/Value", Kinds.Invoices),
        Card($"{Seller}EndpointID"),
        Card($"{Seller}PartyLegalEntity/RegistrationName"),
        Card($"{Seller}Contact/Telephone"),
        Card($"{Buyer}PartyIdentification/ID"),
        Card($"{Buyer}PostalAddress/StreetName"),
        Card($"{Buyer}PartyLegalEntity/RegistrationName"),

        Mutation.Each("no scheme of the seller's address", "BR-62", $"{Seller}EndpointID", x => x.RemoveAttributes()),
        Mutation.Each("no scheme of the buyer's address", "BR-63", $"{Buyer}EndpointID", x => x.RemoveAttributes()),
        Mutation.Missing("ProfileID", "PEPPOL-EN16931-R001"),
        Mutation.Each("another process", "PEPPOL-EN16931-R007", "ProfileID", x => x.Value = "urn:fdc:peppol.eu:orders"),
        Peppol("another specification", "R004", root => root.One("CustomizationID").Value += ".1"),
        Peppol("no reference of the buyer", "R003", root => root.One("BuyerReference").Remove()),
        Peppol("no address of the buyer", "R010", root => root.One($"{Buyer}EndpointID").Remove()),
        Peppol("no address of the seller", "R020", root => root.One($"{Seller}EndpointID").Remove()),
        Peppol("three notes", "R002", root =>
        {
            foreach (var country in root.Descendants(UblTree.Cbc + "IdentificationCode")) country.Value = "AT";
            for (var i = 0; i < 3; i++) root.One("IssueDate").AddAfterSelf(new XElement(UblTree.Cbc + "Note", "so"));
        }),
        new("a direct debit without its mandate", "PEPPOL-EN16931-R061", root => root.At($"{Means}PaymentMeansCode")
            .Where(_ => root.Has("ProfileID") && !root.Has($"{Means}PaymentMandate/ID"))
            .Select(code => (Action)(() => code.Value = "59")), Kinds.Invoices),
        new("a direct debit that has lost its mandate", "PEPPOL-EN16931-R061",
            root => root.At($"{Means}PaymentMandate/ID").Where(_ => root.Has("ProfileID"))
                .Select(mandate => (Action)mandate.Remove), Kinds.Invoices),
        new("a direct debit of no account", "BG-19", root => root.At($"{Means}PaymentMandate/PayerFinancialAccount")
            .Where(_ => root.Has($"{Means}PaymentMandate/ID")).Select(account => (Action)account.Remove),
            Kinds.Invoices),
        new("no creditor of a direct debit", "BG-19", root => Creditors(root).Select(id => (Action)id.Remove),
            Kinds.Invoices),
        new("a creditor with wrong check digits", "SEPA-ID", root => Creditors(root)
            .Select(id => (Action)(() => id.One("ID").Value = "CZ72ZZZ10002")), Kinds.Invoices),
    ];

    private static IEnumerable<XElement> Creditors(XElement root) => root.At($"{Seller}PartyIdentification")
        .Where(one => (string?)one.One("ID").Attribute("schemeID") == "SEPA" && root.Has($"{Means}PaymentMandate"));

    private static IEnumerable<Mutation> NoDate(string path, Kinds on = Kinds.Both) =>
        ((string[])["2026-02-30", "20.11.2026", "soon"]).Select(text => Mutation.Each(
            $"{text} in {path}", Schema, path, date => date.Value = text, on));

    /// <summary>As people write it, in whatever is written around it.</summary>
    private static Mutation Card(string path, Kinds on = Kinds.Both) => new(
        $"a card number in {path}", "CARD",
        root => root.At(path).SelectMany(value =>
            ((string[])["4242424242424242", "4242 4242 4242 4242", "3782-822463-10005", "by 5555555555554444, thanks"])
            .Select(text => (Action)(() => value.Value = text))),
        on);

    private static Mutation Peppol(string name, string rule, Action<XElement> falsify) => Mutation.Each(
        name, $"PEPPOL-EN16931-{rule}", "ProfileID", profile => falsify(profile.Parent!));
}
