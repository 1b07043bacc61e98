using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.Tests.Verifying;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Invoicing.Tests.Ubl;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>
/// Generated documents, each falsified in one way at one place: our own checks name each of these mutants by its rule.
/// </summary>
[Category("long")]
public class MutantsTests
{
    private static readonly IReadOnlyList<Mutation> Mutations =
        [.. AmountMutations.All, .. TaxMutations.All, .. AccountedMutations.All, .. FieldMutations.All];

    /// <summary>So many invoices, and so many credit notes, are falsified in each way.</summary>
    private const int Most = 20;

    /// <summary>Of the norm and of Peppol; those of XRechnung break rules of other names, in XRechnungTests.</summary>
    private static readonly Lazy<IReadOnlyList<XElement>> Documents = new(() =>
    [
        .. Drawn.Documents.Where(document => !document.Formats.Has(DocumentFormat.XRechnung))
            .Select(document => XElement.Load(new MemoryStream(document.Bytes))),
    ]);

    private static IEnumerable<string> Names => Mutations.Select(mutation => mutation.Name);

    /// <summary>The sums that the official rules compare exactly.</summary>
    private static IEnumerable<string> NamesOfSums => Mutations
        .Where(mutation => mutation.Rule is "BR-CO-10" or "BR-CO-13" or "BR-CO-14" or "BR-CO-15" or "BR-CO-16"
            && mutation.Name.StartsWith("a unit off", StringComparison.Ordinal))
        .Select(mutation => mutation.Name);

    private int made;

    [OneTimeTearDown]
    public void Say_how_many() =>
        TestContext.Progress.WriteLine($"CHARGING_SEED={Drawn.Seed}: {made} mutants were made and caught");

    [TestCaseSource(nameof(Names))]
    public void None_passes(string name)
    {
        var mutation = Mutations.Single(mutation => mutation.Name == name);
        var (mutants, documents) = (new int[2], new int[2]);
        foreach (var document in Documents.Value)
        {
            var kind = UblTree.IsCreditNote(document) ? 1 : 0;
            if (documents[kind] == Most) continue;
            var places = mutation.Places(document).Count();
            for (var i = 0; i < places; i++)
            {
                var mutant = new XElement(document);
                mutation.Places(mutant).ElementAt(i)();
                AssertCaught(mutant, mutation);
            }

            mutants[kind] += places;
            documents[kind] += Math.Sign(places);
        }

        made += mutants.Sum();
        TestContext.Out.WriteLine(
            $"{name}: {mutants[0]} mutants of {documents[0]} invoices, {mutants[1]} of {documents[1]} credit notes, " +
            "all caught");
        if (mutation.On.HasFlag(Kinds.Invoices)) Assert.That(documents[0], Is.Positive, "It was never tried.");
        if (mutation.On.HasFlag(Kinds.CreditNotes)) Assert.That(documents[1], Is.Positive, "It was never tried.");
    }

    [TestCaseSource(nameof(NamesOfSums))]
    public void The_official_judges_name_a_wrong_sum_too(string name)
    {
        var official = Official.Load();
        if (official is null) Assert.Ignore(Official.Absent);

        var mutation = Mutations.Single(mutation => mutation.Name == name);
        var fit = Documents.Value.Where(document => mutation.Places(document).Any()).ToList();
        foreach (var document in fit.Take(4).Concat(fit.TakeLast(4)))
        {
            var mutant = new XElement(document);
            mutation.Places(mutant).First()();
            Assert.That(official.Rules.Check(Bytes(mutant)).Failed, Does.Contain(mutation.Rule), $"seed {Drawn.Seed}");
        }
    }

    private static void AssertCaught(XElement mutant, Mutation mutation)
    {
        var faults = Verification.FaultsIn(UblDocument.Read(new MemoryStream(Bytes(mutant))));
        if (faults.Any(fault => Regex.IsMatch(fault.Rule, $@"^({mutation.Rule})\z"))) return;

        Assert.Fail(
            $"seed {Drawn.Seed}: {mutation.Rule} does not name it, but " +
            $"{string.Join(", ", faults.Select(fault => fault.Rule))}: {mutant}");
    }

    private static byte[] Bytes(XElement mutant) =>
        Encoding.UTF8.GetBytes(mutant.ToString(SaveOptions.DisableFormatting));
}
