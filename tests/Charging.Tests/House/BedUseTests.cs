namespace Charging.Tests.House;

public class BedUseTests
{
    private static readonly SourceFile[] Files =
    [
        SourceFile.Of("tests/TestBed/Bed.cs", "public static class Bed;"),
        SourceFile.Of("tests/TestBed/Database.cs", "public sealed class Database { string address = Bed.Postgres; }"),
        SourceFile.Of("tests/Faults/Run.cs", "internal sealed class Run(Database database);"),
        SourceFile.Of("tests/X.Tests/Desk.cs", "internal sealed class Desk(Database database);"),
        SourceFile.Of("tests/X.Tests/Shop.cs", "internal abstract class Shop { class Till { Desk desk = Open(); } }"),
        SourceFile.Of("tests/Y.Tests/Desk.cs", "internal sealed record Desk(int Height);"),
    ];

    [TestCase("tests/X.Tests/XTests.cs", "await using var database = await Database.Create();")]
    [TestCase("tests/X.Tests/XTests.cs", "await Bed.RestartDatabase();")]
    [TestCase("tests/X.Tests/XTests.cs", "var desk = new Desk(tables);")]
    [TestCase("tests/X.Tests/XTests.cs", "public class XTests : Shop;")]
    [TestCase("tests/X.Tests/XTests.cs", "using static Charging.X.Tests.Shop;")]
    [TestCase("tests/Charging.Tests/XTests.cs", "Task<Run> run = Begin();")]
    public void A_fixture_that_names_what_leads_to_the_bed_needs_it(string path, string line) =>
        Assert.That(BedUse.In(Files).IsNeededBy(SourceFile.Of(path, line)), Is.True);

    [TestCase("tests/X.Tests/XTests.cs", "var folder = Path.Combine(Bed.Root, Bed.Configuration);")]
    [TestCase("tests/X.Tests/XTests.cs", "// As a Desk does.")]
    [TestCase("tests/X.Tests/XTests.cs", "Assert.That(text, Is.EqualTo(\"Database\"));")]
    [TestCase("tests/X.Tests/XTests.cs", "var address = new Address { Database = name };")]
    [TestCase("tests/X.Tests/XTests.cs", "var till = new Till();")]
    [TestCase("tests/X.Tests/XTests.cs", "var run = new Run(options);")]
    [TestCase("tests/Y.Tests/XTests.cs", "var desk = new Desk(72);")]
    public void A_fixture_that_names_nothing_of_the_kind_needs_none(string path, string line) =>
        Assert.That(BedUse.In(Files).IsNeededBy(SourceFile.Of(path, line)), Is.False);
}
