using System.Text;
using System.Xml.Linq;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// The grammar of our own and the schemas of UBL say the same of what is published and of its mutants.
/// </summary>
[Category("long")]
public class GrammarTests
{
    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_schemas_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void Published_documents_keep_the_grammar_if_they_keep_the_schema()
    {
        using (Assert.EnterMultipleScope())
            foreach (var document in official.Published) AssertAgree(document.Name, document.Bytes);
    }

    private static IEnumerable<TestCaseData> Deeds()
    {
        yield return Deed("missing", element => element.Remove());
        yield return Deed("twice", element => element.AddAfterSelf(new XElement(element)));
        yield return Deed("after the next", Swap);
        yield return Deed("before an unknown one", x => x.AddAfterSelf(new XElement(UblTree.Cbc + "Remarks", "so")));
        yield return Deed("before one from elsewhere", x => x.AddAfterSelf(new XElement(UblTree.Cac + "Party")));
        yield return Deed("in another name space", x => x.Name = XName.Get(x.Name.LocalName, "urn:x"));
        yield return Deed("with text beside", x => x.Add(" and so on"));
        yield return Deed("with an element within", x => x.Add(new XElement(UblTree.Cbc + "ID", "1")));
        yield return Deed("without attributes", x => x.Attributes().Where(y => !y.IsNamespaceDeclaration).Remove());
        yield return Deed("with another attribute", x => x.SetAttributeValue("other", "1"));
        yield return Deed("with nil", x => x.SetAttributeValue(
            XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance"), "true"));
        foreach (var (name, text) in (ValueTuple<string, string>[])
            [("other", "1"), ("type", "so"), ("type", "xs:string"), ("schemaLocation", "urn:x x.xsd")])
            yield return Deed($"with {name} '{text}'", x => x.SetAttributeValue(
                XName.Get(name, "http://www.w3.org/2001/XMLSchema-instance"), text));
        yield return Deed("with a scheme", x => x.SetAttributeValue("schemeID", "0088"));
        foreach (var text in (string[])
            ["", " ", "\u00A0", "7\u00A0", " 7 ", "so", "1", "-1.50", "+.5", "1e3", "12,5", "true", "TRUE", "0",
                "2026-11-20", "2026-11-31", "26-11-20", "2026-11-20Z", "2026-11-20+14:00", "2026-11-20+1400",
                "12:30:00", "25:00:00", "QUJD", "QUJ"])
            yield return Deed($"written '{text}'", x => x.DescendantsAndSelf().First(y => !y.HasElements).Value = text);
    }

    /// <summary>Each at every place of documents of all suites, an element of the same path once.</summary>
    [TestCaseSource(nameof(Deeds))]
    public void Mutants_break_the_grammar_if_they_break_the_schema(object deed)
    {
        var (tried, broken) = (0, 0);
        var seen = new HashSet<string>();
        using (Assert.EnterMultipleScope())
        {
            foreach (var document in official.Published)
            {
                var root = XElement.Load(new MemoryStream(document.Bytes));
                var places = root.Descendants().Select((element, at) => (Path: PathOf(element), at)).ToList();
                foreach (var (path, at) in places.Where(place => seen.Add(place.Path)))
                {
                    var mutant = new XElement(root);
                    ((Action<XElement>)deed)(mutant.Descendants().ElementAt(at));
                    tried++;
                    var text = mutant.ToString(SaveOptions.DisableFormatting);
                    if (!AssertAgree($"{document.Name} {path}", Encoding.UTF8.GetBytes(text))) broken++;
                }
            }
        }

        TestContext.Out.WriteLine($"{broken} of {tried} are broken");
        Assert.That(tried, Is.GreaterThan(100));
    }

    private bool AssertAgree(string name, byte[] document)
    {
        var theirs = official.SchemaFaults(document);
        var ours = SchemaCheck.FaultsIn(XElement.Load(new MemoryStream(document))).Select(fault => fault.What).ToList();
        Assert.That(ours.Count == 0, Is.EqualTo(theirs.Count == 0),
            $"{name}: {string.Join(' ', theirs)} Ours: {string.Join(' ', ours)}");
        return theirs.Count == 0;
    }

    private static void Swap(XElement element)
    {
        if (element.ElementsAfterSelf().FirstOrDefault() is not { } next) return;
        next.Remove();
        element.AddBeforeSelf(next);
    }

    private static string PathOf(XElement element) =>
        string.Join('/', element.AncestorsAndSelf().Reverse().Select(x => x.Name.LocalName));

    private static TestCaseData Deed(string name, Action<XElement> deed) =>
        new TestCaseData(deed).SetArgDisplayNames(name);
}
