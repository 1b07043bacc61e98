using System.Text;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>XRechnung's extension and its form for clean vehicles: ours names what the official judges do.</summary>
public class ExtensionsOfXRechnungTests
{
    private const string Standard = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
    private const string Extension = $"{Standard}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";
    private const string Vehicles = $"{Standard}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9";

    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Change(Extension, "as it is", _ => { });
        yield return Change(Extension, "health id", x => Scheme(x, "PartyIdentification", "ID", "XR01"));
        yield return Change(Standard, "health id without the extension", x => Scheme(x, "PartyIdentification", "ID",
            "XR01"));
        yield return Change(Extension, "unknown scheme", x => Scheme(x, "PartyIdentification", "ID", "XR09"));
        yield return Change(Extension, "health endpoint", x => Scheme(x, "Party", "EndpointID", "XR02"));
        yield return Change(Extension, "no such endpoint", x => Scheme(x, "Party", "EndpointID", "XR"));
        yield return Change(Extension, "paid by others", x => Prepay(x, "1", "5.00", "EUR", "so"));
        yield return Change(Extension, "paid by others, not named", x => Prepay(x, "", "5.001", "USD", " "));
        yield return Change(Extension, "amount due", x => x.One("LegalMonetaryTotal/PayableAmount").AddUnits(1));
        yield return Change(Vehicles, "no vehicle", _ => { });
        yield return Change(Vehicles, "a vehicle", x => Vehicle(x, "M1", "clean"));
        yield return Change(Vehicles, "a vehicle of no kind", x => Vehicle(x, "M1", "dirty"));
        yield return Change(Vehicles, "a vehicle of no category", x => Vehicle(x, "M9", "other"));
        yield return Change(Vehicles, "a vehicle twice", x =>
        {
            Vehicle(x, "N1", "clean"); Vehicle(x, "N2",
            "clean");
        });
    }

    [TestCaseSource(nameof(Changes))]
    public void Its_rules_are_named_as_the_official_judges_do(string specification, object change)
    {
        var document = official.Published.First(x => x.Name.StartsWith("xrechnung", StringComparison.Ordinal));
        var root = XElement.Load(new MemoryStream(document.Bytes));
        root.One("CustomizationID").Value = specification;
        ((Action<XElement>)change)(root);
        var bytes = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));

        var ours = Verification.FaultsIn(UblDocument.Read(new MemoryStream(bytes)))
            .Where(fault => fault.Class != FaultClass.Note && fault.Rule != SchemaCheck.Rule)
                .Select(fault => fault.Rule);
        Assert.That(ours.Distinct(), Is.EquivalentTo(official.Fatal(bytes).Distinct()));
    }

    private static void Scheme(XElement root, string parent, string name, string scheme)
    {
        var party = root.One("AccountingSupplierParty/Party");
        if (parent == "Party") party.At(name).ToList().ForEach(x => x.SetAttributeValue("schemeID", scheme));
        else party.AddFirst(new XElement(UblTree.Cac + parent, new XElement(
            UblTree.Cbc + name, new XAttribute("schemeID", scheme), "7")));
    }

    private static void Prepay(XElement root, string id, string amount, string currency, string what)
    {
        root.One("TaxTotal").AddBeforeSelf(new XElement(UblTree.Cac + "PrepaidPayment",
            new XElement(UblTree.Cbc + "ID", id),
            new XElement(UblTree.Cbc + "PaidAmount", new XAttribute("currencyID", currency), amount),
            new XElement(UblTree.Cbc + "InstructionID", what)));
        root.One("LegalMonetaryTotal/PayableAmount").AddUnits(500);
    }

    private static void Vehicle(XElement root, string category, string kind)
    {
        var tax = root.One("Line/Item/ClassifiedTaxCategory");
        tax.AddBeforeSelf(new XElement(UblTree.Cac + "CommodityClassification",
            new XElement(UblTree.Cbc + "ItemClassificationCode", new XAttribute("listID", "CVD"), category)));
        tax.AddAfterSelf(new XElement(UblTree.Cac + "AdditionalItemProperty",
            new XElement(UblTree.Cbc + "Name", "cva"), new XElement(UblTree.Cbc + "Value", kind)));
    }

    private static TestCaseData Change(string specification, string name, Action<XElement> change) =>
        new TestCaseData(specification, change).SetArgDisplayNames(name, specification[^12..]);
}
