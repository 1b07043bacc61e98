using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Statements;

/// <summary>An entry of several transactions comes to their sum.</summary>
public class BatchTests
{
    [Test]
    public void Each_transaction_of_a_batch_is_an_entry_of_its_own()
    {
        var batch = Batch(3000, Said(3000, 2), Detail(Amt(1000), "CZ-1"), Detail(Amt(2000), "CZ-2"));

        var entries = Read(File(Statement("S1", 0, batch, 3000))).Single().Entries;

        Assert.That(
            entries.Select(entry => (entry.No, entry.Minor, entry.Texts[0])),
            Is.EqualTo(new[] { (1, 1000L, "CZ-1"), (2, 2000L, "CZ-2") }));
    }

    [Test]
    public void A_transaction_that_goes_the_other_way_counts_so()
    {
        var batch = Batch(500, "", Detail(Amt(1000)), Detail(Amt(500), sign: "DBIT"));

        Assert.That(
            Read(File(Statement("S1", 0, batch, 500))).Single().Entries.Select(entry => entry.Minor),
            Is.EqualTo((long[])[1000, -500]));
    }

    [Test]
    public void Where_no_transaction_says_how_much_it_is_the_entry_stays_whole()
    {
        var batch = Batch(3000, Said(3000, 2), Detail("", "CZ-1"), Detail("", "CZ-2"));

        var entry = Read(File(Statement("S1", 0, batch, 3000))).Single().Entries.Single();

        Assert.That((entry.Minor, entry.Texts.Count), Is.EqualTo((3000L, 2)));
    }

    [Test]
    public void What_was_sent_in_another_currency_is_what_came_of_it()
    {
        var batch = Batch(3000, "", Detail(Amt(3300, "USD")));

        Assert.That(Read(File(Statement("S1", 0, batch, 3000))).Single().Entries.Single().Minor, Is.EqualTo(3000));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Of("less", Batch(3000, "", Detail(Amt(1000)), Detail(Amt(1999))), "2 details are 2999");
        yield return Of("more", Batch(3000, "", Detail(Amt(1000)), Detail(Amt(2001))), "2 details are 3001");
        yield return Of("one alone", Batch(3000, "", Detail(Amt(2999))), "1 details are 2999");
        yield return Of("one without", Batch(3000, "", Detail(Amt(3000)), Detail("")), "detail 2 of 2 has no amount");
        yield return Of("another way", Batch(3000, "", Detail(Amt(3000), sign: "DBIT")), "1 details are -3000");
        yield return Of(
            "another number", Batch(3000, Said(3000, 3), Detail(Amt(1000)), Detail(Amt(2000))), "said to have 3");
        yield return Of(
            "another total", Batch(3000, Said(2999, 2), Detail(Amt(1000)), Detail(Amt(2000))), "its batch is 2999");
        yield return Of("a total alone", Batch(3000, Said(2999, 2)), "its batches are 2999, and it is 3000");
        yield return Of(
            "a total in another currency",
            Batch(3000, "<Btch><TtlAmt Ccy=\"USD\">30.00</TtlAmt></Btch>", Detail(Amt(3000))),
            "its batch: it is in 'USD'");
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_batch_that_does_not_sum_is_refused(string batch, string says) => Assert.That(
        () => Read(File(Statement("S1", 0, batch, 3000))),
        Throws.InvalidOperationException.With.Message.Contains(says)
            .And.Message.Contains("statement S1, entry 1 (line "));

    private static TestCaseData Of(string what, string batch, string says) =>
        new TestCaseData(batch, says).SetArgDisplayNames(what);

    private static string Said(long minor, int count) => $"""
        <Btch><NbOfTxs>{count}</NbOfTxs><TtlAmt Ccy="EUR">{minor / 100}.{minor % 100:00}</TtlAmt>
        <CdtDbtInd>CRDT</CdtDbtInd></Btch>
        """;
}
