using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Isdoc;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Tests.Verifying;

/// <summary>
/// ISDOC documents, published and our own, each changed at one place by chance: ours says of each what the schema and
/// the published rules say. Its equations stand in their text alone, and are left to InspectionTests.
/// </summary>
public class IsdocMutantsTests
{
    private static readonly int Wanted = int.Parse(
        Environment.GetEnvironmentVariable("CHARGING_MUTANTS") ?? "300", CultureInfo.InvariantCulture);

    private readonly OfficialIsdoc official = OfficialIsdoc.Load()!;

    [OneTimeSetUp]
    public void Only_where_the_rules_are()
    {
        if (official is null) Assert.Ignore(Official.Absent);
    }

    [Test]
    public void What_schema_and_rules_call_wrong_is_named_and_nothing_else()
    {
        var (wrong, faults) = (0, new List<string>());
        foreach (var (bytes, deed) in Mutants().Take(Wanted))
        {
            var theirs = official.Judge(bytes).Faults.Distinct().ToList();
            var named = theirs.Where(fault => fault.StartsWith("invoice-rule", StringComparison.Ordinal)).ToHashSet();
            var ours = Inspection.Of(bytes).Faults.Where(fault => fault.Class != FaultClass.Note)
                .Select(fault => fault.Rule).Where(rule => !rule.StartsWith("isdoc-", StringComparison.Ordinal))
                .ToHashSet();
            var isBroken = theirs.Exists(fault => fault.Contains(' '));
            if (theirs.Count > 0) wrong++;
            if (isBroken != ours.Contains(Grammar.Isdoc602.Rule))
                faults.Add($"{deed}: {string.Join(", ", theirs)}; ours {string.Join(", ", ours)}");
            else if (!isBroken && !named.SetEquals(ours))
                faults.Add($"{deed}: {string.Join(", ", theirs)}; ours {string.Join(", ", ours)}");
        }

        TestContext.Progress.WriteLine(
            $"CHARGING_SEED={Seed.Value}: of {Wanted} mutants of ISDOC {wrong} are wrong; {faults.Count} are told " +
            "otherwise");
        foreach (var fault in faults) TestContext.Out.WriteLine(fault);
        Assert.That(faults, Has.Count.LessThanOrEqualTo(Wanted * 3 / 100), $"seed {Seed.Value}");
        Assert.That(wrong, Is.GreaterThan(Wanted / 3), "Hardly any mutant is wrong.");
    }

    private IEnumerable<(byte[] Bytes, string Deed)> Mutants()
    {
        byte[][] right =
        [
            official.Example, IsdocInvoice.Write(Sample.Invoice()),
            IsdocInvoice.Write(Sample.Invoice() with { AccountedTax = Sample.Accounted() }),
            IsdocInvoice.Write(Sample.CreditNote(Sample.Invoice())),
        ];
        var trees = right.Select(one => XElement.Load(new MemoryStream(one))).ToList();
        var mutation = new RandomMutation(unchecked((int)Seed.Value));
        for (var i = 0; ; i++) yield return mutation.Of(right[i % right.Length], trees);
    }
}
