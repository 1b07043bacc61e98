using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// Documents for Peppol as if they were of another country, with what its rules look at changed by chance: ours names
/// the same national rules as the official judges.
/// </summary>
[Category("long")]
public partial class NationalMutantsTests
{
    private const int Mutants = 60;

    /// <summary>No part of an id is empty between its bars: the judges' reader of XPath counts none that is.</summary>
    private static readonly (string Name, string[] Texts)[] Fields =
    [
        ("ID", ["094019245|13/11/2017|0|1.1|A|1", "094019245|2017|x|9.9|A|1|2", "1|2", "7"]),
        ("PaymentMeansCode", ["30", "31", "42", "48", "49", "50", "57", "58", "59", "93", "97", "9", "1", "10", "20"]),
        ("PaymentID", ["01#", "04#1234567890123456", "71#123456789012345", "75#1", "73#", "15#x"]),
        ("CompanyID", ["NO974760673MVA", "NO974760674MVA", "SE556036079301", "SE5560360793", "EL094019245",
            "EL094019246", "GODKÄND FÖR F-SKATT", "godkänd för f-skatt", "5560360793", "5560360794", "13585628",
                "12345",
            "ABCDEF12345", "IT12345678901", "556036-0793", ""]),
        ("EndpointID", ["094019245", "13585628"]),
        ("StreetName", ["", "Street"]), ("CityName", ["", "City"]), ("PostalZone", [" ", "0001"]),
        ("Percent", ["25", "12", "6", "0", "19"]), ("Name", ["", "Name"]), ("Telephone", [""]),
        ("ElectronicMail", [" "]), ("BuyerReference", ["", "1"]), ("LineID", ["1"]), ("PayableAmount", ["0", "-5"]),
        ("AllowanceChargeReasonCode", ["ZZZ"]), ("AllowanceChargeReason", ["1234", "12345", "A#b", "#a", "b#"]),
        ("DocumentDescription", ["EINDAGI", "##M.AR.K##", "##INVOICE|URL##"]), ("DueDate", ["2017-12-01",
            "2031-01-01"]),
        ("Note", ["#SKONTO#TAGE=14#PROZENT=2.00#\n", "#SKONTO#TAGE=14#PROZENT=2.00#", "#SKONTO#TAGE=x#\n", "so\n#so",
            "by\n#SKONTO#TAGE=7#PROZENT=1.00#BASISBETRAG=-5.00#\n#SKONTO#TAGE=14#PROZENT=2.00#\n", "##\n"]),
    ];

    private static readonly string[] Schemes = ["0184", "0196", "0106", "0190", "9933", "SEPA", "0007", "", "0088"];

    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void National_rules_are_named_as_the_official_judges_do(
        [Values("DE", "DK", "IT", "NL", "NO", "SE", "GR", "IS")] string country)
    {
        var random = new Random(unchecked((int)Seed.Value) + country[0] + (country[1] * 31));
        var published = official.Published.Where(x => x.Name.StartsWith("peppol", StringComparison.Ordinal))
            .Concat(official.Cases).ToList();
        var named = new HashSet<string>();
        using (Assert.EnterMultipleScope())
        {
            // Few rules of Italy can be broken by chance: more are made until one is.
            for (var i = 0; i < Mutants || (named.Count == 0 && i < 10 * Mutants); i++)
            {
                var root = XElement.Load(new MemoryStream(published[i % published.Count].Bytes));
                Move(root, country, isBuyerToo: i % 2 == 0, hasVatId: i % 3 > 0);
                for (var deeds = 0; deeds < i % 12; deeds++) Change(root, random);
                var text = root.ToString(SaveOptions.DisableFormatting);
                var bytes = Encoding.UTF8.GetBytes(text);
                var theirs = official.Fatal(bytes).Where(rule => Rule().IsMatch(rule)).Distinct().Order().ToList();
                var ours = Verification.FaultsIn(UblDocument.Read(new MemoryStream(bytes)))
                    .Where(fault => fault.Class == FaultClass.Profile && Rule().IsMatch(fault.Rule))
                    .Select(fault => fault.Rule).Distinct().Order().ToList();
                named.UnionWith(theirs);
                Assert.That(ours, Is.EqualTo(theirs), $"seed {Seed.Value}, {i}: {text}");
            }
        }

        TestContext.Out.WriteLine($"{country}: {string.Join(", ", named.Order())}");
        Assert.That(named, Is.Not.Empty);
    }

    internal static void Move(XElement root, string country, bool isBuyerToo, bool hasVatId)
    {
        string[] parties = ["AccountingSupplierParty", "AccountingCustomerParty"];
        foreach (var party in parties.Take(isBuyerToo ? 2 : 1))
        {
            root.One($"{party}/Party/PostalAddress/Country/IdentificationCode").Value = country;
            foreach (var scheme in root.At($"{party}/Party/PartyTaxScheme").ToList())
            {
                var id = scheme.One("CompanyID");
                if (hasVatId) id.Value = (country == "GR" ? "EL" : country) + id.Value[2..];
                else scheme.Remove();
            }
        }
    }

    /// <summary>A value that there is, missing or another; or the scheme of an identifier.</summary>
    private static void Change(XElement root, Random random)
    {
        var (name, texts) = Fields[random.Next(Fields.Length)];
        var places = root.Descendants().Where(x => x.Name.LocalName == name && !x.HasElements).ToList();
        if (places.Count == 0) return;
        var place = places[random.Next(places.Count)];
        switch (random.Next(6))
        {
            case 0: place.Remove(); break;
            case 1 when name is "CompanyID" or "EndpointID" or "ID":
                place.SetAttributeValue("schemeID", Schemes[random.Next(Schemes.Length)]);
                break;
            case 2 when place.Parent!.Name.LocalName is "PaymentMeans" or "AdditionalDocumentReference":
                place.Parent.AddAfterSelf(new XElement(place.Parent));
                break;
            default: place.Value = texts[random.Next(texts.Length)]; break;
        }
    }

    [GeneratedRegex("^(DE|DK|IT|NL|NO|SE|GR|IS)-R-")]
    private static partial Regex Rule();
}
