using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>What others published: ours calls right and wrong what the official judges do.</summary>
public class PublishedDocumentsTests
{
    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void Each_example_is_judged_as_the_official_judges_do()
    {
        var right = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var document in official.Published)
            {
                var theirs = official.SchemaFaults(document.Bytes).Concat(official.Fatal(document.Bytes)).ToList();
                var ours = Hard(document.Bytes);
                if (theirs.Count == 0) right++;
                Assert.That(ours.Count == 0, Is.EqualTo(theirs.Count == 0),
                    $"{document.Name}: officially {string.Join(", ", theirs)}; ours {string.Join(", ", ours)}");
            }
        }

        TestContext.Progress.WriteLine($"{right} of {official.Published.Count} published documents are right");
        Assert.That(right, Is.GreaterThan(20));
    }

    [TestCase("type-383")]
    [TestCase("order", SchemaCheck.Rule)]
    [TestCase("unknown-element", SchemaCheck.Rule)]
    [TestCase("gln-wrong", "PEPPOL-COMMON-R040")]
    public void What_was_once_judged_wrongly_is_named(string name, params string[] rules) => Assert.That(
        Hard(official.Cases.Single(document => document.Name == name).Bytes).Select(fault => fault.Rule).Distinct(),
        Is.EqualTo(rules));

    private static List<Fault> Hard(byte[] document) =>
        [.. Verification.FaultsIn(UblDocument.Read(new MemoryStream(document))).Where(x => x.Class != FaultClass.Note)];
}
