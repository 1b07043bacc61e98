namespace Charging.Payments.Tests.Statements;

/// <summary>
/// Statements that were published as examples. They are not part of the repository: they lie in the folder that
/// CHARGING_SHARED names, or in <c>shared</c> beside the repository. Of some the balances differ from the entries,
/// which a schema does not see: such a file is read, and not imported.
/// </summary>
public class PublishedStatementsTests
{
    private static readonly string? Folder = Find();

    [TestCase("camt053.v2.five.decimals", 1, 1, "NL26VAYB8060476890")]
    [TestCase("camt053.v2.minimal", 1, 1, "NL26VAYB8060476890")]
    [TestCase("camt053.v2.multi.statement", 2, 2, "NL26VAYB8060476890")]
    [TestCase("camt053.v8", 1, 1, "NL26VAYB8060476890")]
    public void Each_is_read(string name, int statements, int entries, string account)
    {
        using var file = Open(name);

        var read = CamtFile.Read(file, name);

        Assert.That(
            (read.Count, read.Sum(one => one.Entries.Count), read[0].Account),
            Is.EqualTo((statements, entries, account)));
        Assert.That(read.SelectMany(one => one.Entries).Select(entry => entry.Status), Is.All.EqualTo("BOOK"));
    }

    [Test]
    public void What_sums_is_taken()
    {
        using var file = Open("camt053.v2.multi.statement");

        var statements = StatementReading.Read(file, "multi", new DateOnly(2015, 3, 10));

        Assert.That(
            statements.Select(one => (one.OpeningMinor, one.Entries.Single().Minor, one.ClosingMinor)),
            Is.EqualTo(new[] { (1815L, 885L, 2700L), (2700L, -700L, 2000L) }));
    }

    [TestCase("camt053.v2.wrong", "there is no statement (Stmt) in it")]
    [TestCase("camt053.v2.five.decimals", "closes with 27.05 EUR: 0.05 EUR are missing")]
    [TestCase("camt053.v2.minimal", "balance CLBD: it is in 'SEK', and the account is in EUR")]
    [TestCase("camt053.v8", "it is a page of several")]
    public void What_does_not_is_refused_with_its_reason(string name, string says)
    {
        using var file = Open(name);

        Assert.That(
            () => StatementReading.Read(file, name, new DateOnly(2015, 3, 10)),
            Throws.InvalidOperationException.With.Message.Contains(says));
    }

    private static FileStream Open(string name)
    {
        if (Folder is null)
            Assert.Ignore("The examples are not here: set CHARGING_SHARED to the folder that holds camt/.");
        return File.OpenRead(Path.Combine(Folder, $"{name}.xml"));
    }

    private static string? Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Charging.sln")))
            folder = Path.GetDirectoryName(folder);
        var shared = Environment.GetEnvironmentVariable("CHARGING_SHARED") is { Length: > 0 } named
            ? named
            : Path.Combine(folder ?? "/", "..", "shared");
        var examples = Path.Combine(shared, "camt", "examples");
        return Directory.Exists(examples) ? examples : null;
    }
}
