using Charging.TestBed;

namespace Charging.Tests.House;

public class ReadingPathTests
{
    private static readonly IReadOnlyList<Hop> Path =
        Hop.AllIn(File.ReadAllText(System.IO.Path.Combine(Bed.Root, "README.md")));

    [Test]
    public void Each_hop_of_the_reading_path_leads_to_the_write_of_its_row_in_four_files_or_fewer() =>
        Assert.That(Path.SelectMany(hop => hop.Gaps(SourceFile.All)), Is.Empty);

    [Test]
    public void The_reading_path_has_a_hop_for_each_row_from_the_session_to_the_receipt() =>
        Assert.That(Path.Select(hop => hop.Table), Is.EqualTo((string[])
            ["rating.usages", "invoicing.invoices", "payment.attempts", "payment.receipts"]));

    [TestCase("[A](A.cs) → [B](B.cs)", "B.cs is not there")]
    [TestCase("[A](A.cs)", "A.cs does not write some.rows")]
    [TestCase("[A](A.cs) [A](A.cs) [A](A.cs) [A](A.cs) [Rows](Rows.cs)", "some.rows takes 5 files; four are the most")]
    public void A_hop_that_leads_nowhere_is_noticed(string links, string gap)
    {
        SourceFile[] files =
        [
            SourceFile.Of("A.cs", "\"select 1 from some.rows\""), SourceFile.Of("Rows.cs", "\"update some.rows\""),
        ];

        var hop = Hop.AllIn($"# X\n\n## Reading path\n\n1. A row of `some.rows`: {links}\n").Single();

        Assert.That(hop.Gaps(files), Is.EqualTo([gap]));
    }
}
