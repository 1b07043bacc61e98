using System.Text;
using System.Xml.Linq;
using Charging.Invoicing.Tests.Ubl;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>Whatever is falsified in a document, our own checks say so.</summary>
public class MutantsTests
{
    /// <summary>Of each kind; where a mutation fits fewer, it is looked for in all.</summary>
    private const int Documents = 40;

    [TestCase(false)]
    [TestCase(true)]
    public void No_mutant_passes(bool isCreditNote)
    {
        var documents = DrawnDocuments.Shared.All.Where(document => document.IsCreditNote == isCreditNote).ToList();
        var mutations = isCreditNote ? Mutation.OfCreditNotes : Mutation.OfInvoices;
        var all = 0;
        List<string> missed = [];
        foreach (var mutation in Mutation.OfBoth.Concat(mutations))
        {
            var (made, passed) = Apply(mutation, documents);
            TestContext.Out.WriteLine($"{made,5}  {mutation.Name}");
            all += made;
            if (made == 0) missed.Add($"{mutation.Name}: fits no document");
            if (passed.Count > 0) missed.Add($"{mutation.Name}: {passed.Count} of {made} pass, such as {passed[0]}");
        }

        TestContext.Out.WriteLine($"{all,5}  mutants; CHARGING_SEED={DrawnDocuments.Shared.Seed}");
        Assert.That(missed, Is.Empty);
    }

    private static (int Made, IReadOnlyList<string> Passed) Apply(Mutation mutation, IReadOnlyList<Drawn> documents)
    {
        var (made, fitting) = (0, 0);
        List<string> passed = [];
        foreach (var document in documents)
        {
            var places = mutation.At(Root(document)).Count();
            for (var place = 0; place < places; place++)
            {
                var mutant = Root(document);
                mutation.At(mutant).ElementAt(place)();
                var bytes = Encoding.UTF8.GetBytes(mutant.ToString(SaveOptions.DisableFormatting));
                if (GeneratedDocumentsTests.Faults(bytes).Count == 0) passed.Add(mutant.ToString());
                made++;
            }

            if (places > 0 && ++fitting == Documents) break;
        }

        return (made, passed);
    }

    private static XElement Root(Drawn document) => XDocument.Load(new MemoryStream(document.Bytes)).Root!;
}
