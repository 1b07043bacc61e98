using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Charging.Invoicing.Tests.Ubl;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>What we write passes what we verify, in each format.</summary>
public class EveryFormatTests
{
    private static IEnumerable<TestCaseData> Formats()
    {
        yield return Format("UBL", document => document.Bytes);
        yield return Format("CII", document => document.Cii);
        yield return Format("ISDOC", document => document.Isdoc);
    }

    [TestCaseSource(nameof(Formats))]
    public void Nothing_is_held_against_any_document_that_we_write(object bytesOf)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var document in Drawn.Documents)
            {
                var faults = Inspection.Of(((Func<GeneratedDocument, byte[]>)bytesOf)(document)).Faults
                    .Where(fault => fault.Class != FaultClass.Note);
                Assert.That(faults, Is.Empty, $"{string.Join(", ", document.Kinds)}, seed {Drawn.Seed}");
            }
        }
    }

    private static TestCaseData Format(string name, Func<GeneratedDocument, byte[]> bytesOf) =>
        new TestCaseData(bytesOf).SetArgDisplayNames(name);
}
