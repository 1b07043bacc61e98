using System.Text;
using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Statements;

/// <summary>Whoever can put a file before a person may have written it.</summary>
public class HostileStatementTests
{
    [TestCase("<!DOCTYPE Document [<!ENTITY a \"x\">]>")]
    [TestCase("<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">")]
    public void A_document_type_is_refused_before_it_is_read(string type)
    {
        var good = File(Statement("S1", 0, "", 0));
        var at = good.IndexOf("<Document", StringComparison.Ordinal);

        Assert.That(
            () => Read(good.Insert(at, type)), Throws.InvalidOperationException.With.Message.Contains("DTD"));
    }

    [Test]
    public void An_entity_that_was_never_declared_is_refused() => Assert.That(
        () => Read(File(Statement("S&a;", 0, "", 0))),
        Throws.InvalidOperationException.With.Message.Contains("undeclared entity"));

    [TestCase(true)]
    [TestCase(false)]
    public void Elements_without_end_are_refused(bool isKnown)
    {
        var element = isKnown ? "Pty" : "a";
        var deep = $"<NtryDtls><TxDtls><RltdPties><Dbtr>{Times($"<{element}>", 100_000)}";
        var file = File(Statement("S1", 0, $"<Ntry>{deep}", 0));

        Assert.That(
            () => Read(file), Throws.InvalidOperationException.With.Message.Contains("nested more than 40 levels"));
    }

    [Test]
    public void A_text_as_long_as_a_file_is_refused_and_no_memory_taken_for_it()
    {
        var file = Encoding.UTF8.GetBytes(File(Statement("S1", 0, Entry(1, new string('x', 16_000_000)), 1)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(
            () => Read(file), Throws.InvalidOperationException.With.Message.Contains("Ustrd has more than 4,000"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void What_is_stepped_over_takes_no_memory()
    {
        var other = $"<x xmlns='urn:other'>{Times("<y>some words of a bank's own</y>", 200_000)}</x>";
        var file = Encoding.UTF8.GetBytes(File(Statement("S1", 0, other, 0)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Read(file), Has.Count.EqualTo(1));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void More_entries_than_a_bank_sends_at_once_are_refused()
    {
        var file = File(Statement("S1", 0, Times("<Ntry/>", 100_001), 0));

        Assert.That(
            () => Read(file), Throws.InvalidOperationException.With.Message.Contains("more than 100,000 entries"));
    }

    [Test]
    public void A_file_that_is_too_long_is_refused_by_its_length()
    {
        using var file = new MemoryStream(new byte[CamtFile.Largest + 1]);

        Assert.That(
            () => CamtFile.Read(file, "bank.xml"),
            Throws.InvalidOperationException.With.Message.Contains("at most 33,554,432 are read"));
    }

    [TestCase("")]
    [TestCase("MT940 :20:STARTUMS")]
    [TestCase("<Document/>")]
    [TestCase("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>")]
    public void What_is_no_statement_is_refused(string text) => Assert.That(
        () => Read(text), Throws.InvalidOperationException.With.Message.StartsWith("bank.xml: "));

    [Test]
    public void A_name_of_another_namespace_is_not_taken_for_the_banks()
    {
        var file = File(Statement("S1", 0, "<o:Ntry xmlns:o='urn:other'><o:Amt>1</o:Amt></o:Ntry>", 0));

        Assert.That(Read(file).Single().Entries, Is.Empty);
    }

    private static string Times(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
