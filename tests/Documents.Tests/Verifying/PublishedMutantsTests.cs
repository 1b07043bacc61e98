using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// Published documents, each changed at one place by chance: what the official judges call wrong ours calls wrong too,
/// by the same rules, and nothing else. CHARGING_MUTANTS says how many, CHARGING_SEED draws the same again.
/// </summary>
[Category("long")]
public class PublishedMutantsTests
{
    private static readonly int Wanted = int.Parse(
        Environment.GetEnvironmentVariable("CHARGING_MUTANTS") ?? "400", CultureInfo.InvariantCulture);

    /// <summary>Their official tests look for the currency within the tax; UBL-DT-01 says the same.</summary>
    private static readonly string[] NeverFired = ["BR-DEC-13", "BR-DEC-15"];

    private readonly Official official = Official.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void What_the_official_judges_call_wrong_is_named_and_nothing_else()
    {
        var mutants = Mutants().Take(Wanted).ToList();
        var (wrong, missed, named, unnamed, harsh) = (0, new List<string>(), 0, new List<string>(), new List<string>());
        foreach (var (name, bytes, deed) in mutants)
        {
            var (schema, fatal) = (official.SchemaFaults(bytes), official.Fatal(bytes).Distinct().ToList());
            var ours = Verification.FaultsIn(UblDocument.Read(new MemoryStream(bytes)))
                .Where(fault => fault.Class != FaultClass.Note).Select(fault => fault.Rule).Distinct().ToList();
            if (schema.Count + fatal.Count == 0)
            {
                if (ours.Count > 0) harsh.Add($"{name} {deed}: {string.Join(", ", ours)}");
                continue;
            }

            wrong++;
            var theirs = schema.Count > 0 ? fatal.Append(SchemaCheck.Rule).ToList() : fatal;
            theirs.Remove(Schematron.Unreadable);
            if (ours.Count == 0) missed.Add($"{name} {deed}: {string.Join(", ", theirs)} {First(schema)}");
            if (schema.Count > 0 ? ours.Contains(SchemaCheck.Rule) : !theirs.Except(ours).Any()) named++;
            else unnamed.Add($"{name} {deed}: {string.Join(", ", theirs.Except(ours))} {First(schema)}");
            if (schema.Count == 0 && ours.Except(theirs).Except(NeverFired).Any())
                unnamed.Add($"{name} {deed}: ours alone says {string.Join(", ", ours.Except(theirs))}");
        }

        TestContext.Progress.WriteLine($"CHARGING_SEED={Seed.Value}: of {mutants.Count} mutants {wrong} are wrong; " +
            $"{missed.Count} of these pass, {named} are named by the same rules; {harsh.Count} right ones do not pass");
        foreach (var one in missed.Select(x => $"missed: {x}").Concat(unnamed.Select(x => $"not named: {x}")))
            TestContext.Out.WriteLine(one);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(harsh, Is.Empty, $"seed {Seed.Value}");
            Assert.That(missed, Has.Count.LessThanOrEqualTo(wrong * 3 / 100), $"seed {Seed.Value}");
            Assert.That(named, Is.GreaterThanOrEqualTo(wrong * 97 / 100), $"seed {Seed.Value}");
            Assert.That(wrong, Is.GreaterThan(mutants.Count / 2), "Hardly any mutant is wrong.");
        }
    }

    private static string First(IReadOnlyList<string> faults) => faults.Count > 0 ? faults[0] : "";

    /// <summary>Of those that are right.</summary>
    private IEnumerable<(string Name, byte[] Bytes, string Deed)> Mutants()
    {
        var right = official.Published
            .Where(x => official.SchemaFaults(x.Bytes).Count == 0 && official.Fatal(x.Bytes).Count == 0).ToList();
        var trees = right.Select(x => XElement.Load(new MemoryStream(x.Bytes))).ToList();
        var mutation = new RandomMutation(unchecked((int)Seed.Value));
        for (var i = 0; ; i++)
        {
            var document = right[i % right.Count];
            var (bytes, deed) = mutation.Of(document.Bytes, trees);
            yield return (document.Name, bytes, deed);
        }
    }
}
