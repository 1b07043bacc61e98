using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// Cross Industry Invoices, published and our own, each changed at one place by chance: what the official judges call
/// wrong ours calls wrong too, by the same rules, and nothing else. CHARGING_MUTANTS and CHARGING_SEED as for UBL.
/// </summary>
[Category("long")]
public class CiiMutantsTests
{
    private static readonly int Wanted = int.Parse(
        Environment.GetEnvironmentVariable("CHARGING_MUTANTS") ?? "150", CultureInfo.InvariantCulture);

    /// <summary>
    /// The first two compare currencies that are none, the others dates that are none as if they were text.
    /// </summary>
    private static readonly string[] OfNonsense = ["BR-DEC-13", "BR-DEC-15", "BR-29", "BR-30"];

    private readonly OfficialCii official = OfficialCii.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void What_the_official_judges_call_wrong_is_named_and_nothing_else()
    {
        var (wrong, missed, unnamed, harsh) = (0, new List<string>(), new List<string>(), new List<string>());
        foreach (var (bytes, deed) in Mutants().Take(Wanted))
        {
            var (rules, schema) = official.Fatal(bytes);
            var (named, ours) = (rules.Except([Schematron.Unreadable, .. OfNonsense]).ToList(), Hard(bytes));
            if (rules.Count + schema.Count == 0)
            {
                if (ours.Count > 0) harsh.Add($"{deed}: {string.Join(", ", ours)}");
                continue;
            }

            wrong++;
            if (ours.Count == 0) missed.Add($"{deed}: {string.Join(", ", rules.Concat(schema))}");
            else if (schema.Count > 0 ? !ours.Contains(Grammar.CrossIndustry.Rule) : named.Except(ours).Any())
                unnamed.Add($"{deed}: {string.Join(", ", named.Except(ours))}; ours {string.Join(", ", ours)}");
            else if (schema.Count == 0 && ours.Except(named).Except(OfNonsense).Any())
                unnamed.Add($"{deed}: ours alone says {string.Join(", ", ours.Except(named))}");
        }

        TestContext.Progress.WriteLine($"CHARGING_SEED={Seed.Value}: of {Wanted} mutants of CII {wrong} are wrong; " +
            $"{missed.Count} of these pass, {unnamed.Count} are named otherwise; {harsh.Count} right ones do not pass");
        foreach (var one in missed.Select(x => $"missed: {x}").Concat(unnamed.Select(x => $"not named: {x}"))
            .Concat(harsh.Select(x => $"harsh: {x}")))
            TestContext.Out.WriteLine(one);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(harsh, Is.Empty, $"seed {Seed.Value}");
            Assert.That(missed, Has.Count.LessThanOrEqualTo(wrong * 5 / 100), $"seed {Seed.Value}");
            Assert.That(unnamed, Has.Count.LessThanOrEqualTo(wrong * 8 / 100), $"seed {Seed.Value}");
            Assert.That(wrong, Is.GreaterThan(Wanted / 3), "Hardly any mutant is wrong.");
        }
    }

    private static List<string> Hard(byte[] document) =>
    [
        .. Verification.FaultsInCii(XElement.Load(new MemoryStream(document)))
            .Where(fault => fault.Class != FaultClass.Note).Select(fault => fault.Rule).Distinct(),
    ];

    private IEnumerable<(byte[] Bytes, string Deed)> Mutants()
    {
        byte[][] right =
        [
            official.Example, CiiInvoice.Write(Sample.Invoice()),
            CiiInvoice.Write(Sample.Invoice() with { AccountedTax = Sample.Accounted() }),
        ];
        var trees = right.Select(one => XElement.Load(new MemoryStream(one))).ToList();
        var mutation = new RandomMutation(unchecked((int)Seed.Value));
        for (var i = 0; ; i++) yield return mutation.Of(right[i % right.Length], trees);
    }
}
