namespace Charging.Tests.House;

/// <summary>From a message to its row a newcomer opens four files at most.</summary>
public class MessagePathTests
{
    private static readonly SourceFile Message = SourceFile.Of("Contracts/Paid.cs", "public sealed record Paid");

    private static readonly SourceFile Consumer =
        SourceFile.Of("X.Worker/KeepConsumer.cs", "class KeepConsumer(Rows rows) : IConsumer<Paid>");

    private static readonly SourceFile Rows = SourceFile.Of("X.Worker/Rows.cs", "class Rows\ninsert into x.rows (id)");

    [TestCaseSource(typeof(MessagePath), nameof(MessagePath.All))]
    public void A_message_comes_to_its_row_in_four_files_at_most(object path) =>
        Assert.That(((MessagePath)path).Flaws(SourceFile.All), Is.Empty);

    [TestCaseSource(typeof(MessagePath), nameof(MessagePath.Workers))]
    public void Every_message_that_a_worker_hears_has_a_path(string worker) =>
        Assert.That(
            MessagePath.Heard(SourceFile.All, worker),
            Is.Not.Empty.And.SubsetOf(MessagePath.All.Select(path => path.Message)));

    [Test]
    public void A_message_that_is_heard_is_seen() =>
        Assert.That(MessagePath.Heard([Message, Consumer, Rows], "X.Worker"), Is.EqualTo(new[] { "Paid" }));

    [Test]
    public void A_path_that_leads_to_the_row_has_no_flaw() => Assert.That(Flaws("x.rows", Rows), Is.Empty);

    [Test]
    public void A_path_to_a_row_that_is_written_elsewhere_is_noticed() =>
        Assert.That(Flaws("x.others", Rows).Single(), Does.Contain("writes nothing into x.others"));

    [Test]
    public void A_step_that_nobody_names_is_noticed() =>
        Assert.That(
            Flaws("x.rows", SourceFile.Of("X.Worker/Other.cs", "insert into x.rows (id)")).Single(),
            Does.Contain("does not name X.Worker/Other.cs"));

    [Test]
    public void A_file_that_is_not_there_is_noticed() =>
        Assert.That(
            new MessagePath("x.rows", "Contracts/Paid.cs", "X.Worker/Gone.cs").Flaws([Message]).Single(),
            Does.Contain("there is no X.Worker/Gone.cs"));

    [Test]
    public void A_path_of_five_files_is_noticed() =>
        Assert.That(
            new MessagePath("x.rows", "Contracts/Paid.cs", "a", "b", "c", "d").Flaws([]).First(),
            Does.Contain("is 5 files"));

    private static IEnumerable<string> Flaws(string table, SourceFile last) =>
        new MessagePath(table, Message.Path, Consumer.Path, last.Path).Flaws([Message, Consumer, last]);
}
