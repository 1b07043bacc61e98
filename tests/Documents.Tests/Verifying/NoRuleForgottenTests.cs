using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Profiles;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Tests.Verifying;

/// <summary>Every fatal rule of the official files is one of ours, by its name.</summary>
public class NoRuleForgottenTests
{
    /// <summary>Those that are no rows.</summary>
    private static readonly string[] Others = ["UBL-DT-01", "PEPPOL-EN16931-R008"];

    [Test]
    public void Each_fatal_rule_has_its_row()
    {
        var official = Official.Load();
        if (official is null) Assert.Ignore(Official.Absent);

        var peppol = official.Published.First(x => x.Name.StartsWith("peppol", StringComparison.Ordinal));
        IEnumerable<Rule> national = ((string[])["DE", "DK", "IT", "NL", "NO", "SE", "GR", "IS"]).SelectMany(country =>
        {
            var root = XElement.Load(new MemoryStream(peppol.Bytes));
            root.One("AccountingCustomerParty").AddAfterSelf(new XElement(UblTree.Cac + "TaxRepresentativeParty",
                root.One("AccountingSupplierParty/Party/PostalAddress")));
            root.One("TaxRepresentativeParty/PostalAddress/Country/IdentificationCode").Value = country;
            NationalMutantsTests.Move(root, country, isBuyerToo: true, hasVatId: true);
            return NationalRules.Of(root);
        });
        IEnumerable<Rule> rows =
        [
            .. NormRules.All, .. PeppolRules.All, .. PeppolCodes.All, .. PeppolIds.All, .. national,
            .. GermanRules.OfXRechnung, .. XRechnung.OfExtension, .. CleanVehicles.All,
        ];
        var ours = rows.Select(rule => rule.Id).Concat(Others).ToHashSet();

        TestContext.Out.WriteLine($"{ours.Count} rules by name, {official.FatalIds.Distinct().Count()} official ones");
        Assert.That(official.FatalIds.Except(ours), Is.Empty);
        Assert.That(official.FatalIds.Count(), Is.GreaterThan(300));
    }
}
