using System.Text;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Documents of every kind before the official judges and before our own.</summary>
public class GeneratedDocumentsTests
{
    /// <summary>What a document can be an example of; each must occur, or nothing was said about it.</summary>
    private static readonly string[] Traits =
    [
        "Standard", "ZeroRated", "ReverseCharge", "Exempt", "OutOfScope", "one rate", "Peppol", "core", "EUR", "CZK",
        "JPY",
    ];

    /// <summary>Too rare to ask for in both kinds.</summary>
    private static readonly string[] Rare = ["one-stop shop", "reduced", "several rates"];

    private static readonly string[] OfInvoices =
    [
        .. Traits, "unpaid", "paid by Card", "paid by BankAccount", "one session", "gathered", "account", "no account",
    ];

    private static readonly string[] OfCreditNotes =
        [.. Traits, "by a person", "by an adjustment", "rounded", "not rounded"];

    private readonly IReadOnlyList<Drawn> all = DrawnDocuments.Shared.All;

    [Test]
    public void Every_kind_of_document_is_among_them()
    {
        TestContext.Out.WriteLine($"CHARGING_SEED={DrawnDocuments.Shared.Seed}");
        foreach (var (isCreditNote, expected) in new[] { (false, OfInvoices), (true, OfCreditNotes) })
        {
            var documents = all.Where(document => document.IsCreditNote == isCreditNote).ToList();
            var counts = documents.SelectMany(document => document.Traits).CountBy(trait => trait).ToDictionary();
            TestContext.Out.WriteLine(
                $"{documents.Count} {(isCreditNote ? "credit notes" : "invoices")}: " +
                string.Join(", ", counts.OrderBy(x => x.Key).Select(x => $"{x.Key} {x.Value}")));
            Assert.That(counts.Keys.Except(Rare), Is.EquivalentTo(expected));
        }

        Assert.That(all.SelectMany(document => document.Traits).Distinct().Intersect(Rare), Is.EquivalentTo(Rare));
    }

    [Test]
    public void All_of_them_are_right_to_the_cent()
    {
        foreach (var document in all)
            Assert.That(Faults(document.Bytes), Is.Empty, () => SeedAnd(document.Bytes));
    }

    [Test]
    public void All_of_them_are_accepted_by_the_schema_and_the_official_rules()
    {
        if (Official.Load() is not { } official)
        {
            Assert.Ignore(Official.Absent);
            return;
        }

        foreach (var document in all)
        {
            var (fired, failed) = official.Rules.Check(document.Bytes);
            Assert.That(failed, Is.Empty, () => SeedAnd(document.Bytes));
            Assert.That(fired, Is.GreaterThan(200), "Hardly any rule looked at the document.");
            Assert.That(official.SchemaFaults(document.Bytes), Is.Empty, () => SeedAnd(document.Bytes));
        }
    }

    internal static IReadOnlyList<Fault> Faults(byte[] document) =>
        Verification.FaultsIn(UblDocument.Read(new MemoryStream(document)));

    private static string SeedAnd(byte[] document) =>
        $"CHARGING_SEED={DrawnDocuments.Shared.Seed}\n{Encoding.UTF8.GetString(document)}";
}
