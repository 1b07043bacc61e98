using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>Which room of a project may know which, against what was compiled and what its files say.</summary>
public class RoomsTests
{
    private static readonly Rooms Sample = new("Sample.Worker", "Charging.Samples", new Dictionary<string, string[]>
    {
        [""] = [], ["Ledger"] = [], ["Receipts"] = ["Ledger"],
    });

    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void No_room_is_known_by_one_that_it_knows(object rooms) =>
        Assert.That(((Rooms)rooms).InCircles(), Is.Empty);

    [Test]
    public void A_circle_is_noticed_however_long_it_is()
    {
        var circle = Sample with
        {
            MayKnow = new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["A"] },
        };

        Assert.That(circle.InCircles(), Is.EqualTo(new[] { "A", "B", "C" }));
    }

    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void No_room_knows_another_than_its_table_says(object rooms) =>
        Assert.That(((Rooms)rooms).Offences(Compiled((Rooms)rooms)), Is.Empty);

    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void No_file_names_another_room_than_its_table_says(object rooms) =>
        Assert.That(SourceFile.All.SelectMany(((Rooms)rooms).Offences), Is.Empty);

    /// <summary>So no arrow stands in the table that is not needed, and none can be added to the code unseen.</summary>
    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void An_arrow_that_the_table_does_not_name_is_noticed(object rooms)
    {
        var (table, compiled) = ((Rooms)rooms, Compiled((Rooms)rooms));
        var arrows = table.MayKnow.SelectMany(row => row.Value, (row, known) => (Room: row.Key, Known: known));

        Assert.That(arrows.Where(arrow => !IsMissed(arrow.Room, arrow.Known)), Is.Empty);

        bool IsMissed(string room, string known)
        {
            var without = table with
            {
                MayKnow = table.MayKnow.ToDictionary(
                    row => row.Key, row => row.Key == room ? [.. row.Value.Except([known])] : row.Value),
            };
            return without.Offences(compiled).Concat(SourceFile.All.SelectMany(without.Offences))
                .Concat(SourceFile.All.SelectMany(file => TableReads.Offences(without, file))).Any();
        }
    }

    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void No_file_reads_a_table_of_another_room_than_its_table_says(object rooms) =>
        Assert.That(SourceFile.All.SelectMany(file => TableReads.Offences((Rooms)rooms, file)), Is.Empty);

    /// <summary>The ledger is the ground floor: whoever asks what was captured stands above it.</summary>
    [TestCase("Payment.Worker/Ledger/X.cs", "select sum(amount_minor) from payment.attempts")]
    [TestCase("Payment.Worker/Crediting/X.cs", "select credit_no from payment.credits join payment.attempts using (a)")]
    [TestCase("Rating.Worker/Pricing/X.cs", "select used from rating.price_plans, rating.counters")]
    public void A_read_of_a_table_above_is_noticed(string path, string sql) =>
        Assert.That(
            Rooms.All.SelectMany(rooms => TableReads.Offences(rooms, SourceFile.Of(path, $"\"{sql}\""))),
            Is.Not.Empty);

    [Test]
    public void No_read_against_the_arrows_is_allowed_that_nobody_makes() =>
        Assert.That(
            TableReads.AgainstArrows,
            Is.SubsetOf(SourceFile.All.SelectMany(file => TableReads.Of(file).Select(table => (file.Folder, table)))));

    [TestCaseSource(typeof(Rooms), nameof(Rooms.All))]
    public void A_files_namespace_is_its_folder(object rooms) =>
        Assert.That(SourceFile.All.SelectMany(((Rooms)rooms).Misplaced), Is.Empty);

    [TestCase("Sample.Worker/Ledger/X.cs", "namespace Charging.Samples;")]
    [TestCase("Sample.Worker/X.cs", "namespace Charging.Samples.Ledger;")]
    [TestCase("Sample.Worker/Unheard/X.cs", "namespace Charging.Samples.Unheard;")]
    public void A_file_in_the_wrong_place_is_noticed(string path, string text) =>
        Assert.That(Sample.Misplaced(SourceFile.Of(path, text)), Is.Not.Empty);

    [TestCase("using Charging.Samples.Receipts;")]
    [TestCase("using static Charging.Samples.Receipts.Words;")]
    [TestCase("using Mail = Charging.Samples.Receipts.Mail;")]
    [TestCase("    private const int Most = Charging.Samples.Receipts.Receipt.Most;")]
    public void A_file_that_names_what_lies_above_it_is_noticed(string line) =>
        Assert.That(
            Sample.Offences(SourceFile.Of("Sample.Worker/Ledger/X.cs", $"namespace Charging.Samples.Ledger;\n{line}")),
            Is.Not.Empty);

    [Test]
    public void Each_way_of_knowing_a_type_is_noticed()
    {
        var table = Sample with
        {
            Namespace = "Charging.Tests.Breaches",
            MayKnow = new Dictionary<string, string[]> { [""] = [], ["Below"] = [] },
        };
        var above = typeof(RoomsTests).Assembly.GetTypes()
            .Where(type => type is { Namespace: "Charging.Tests.Breaches", IsNested: false })
            .Select(type => type.Name).ToList();

        var seen = CompiledTypes.Read(typeof(RoomsTests).Assembly.Location)
            .Where(one => table.Offences([one]).Any()).Select(one => one.Type).Distinct();

        Assert.That(above, Has.Count.EqualTo(18));
        Assert.That(seen, Is.EquivalentTo(above));
    }

    private static IReadOnlyList<Knowledge> Compiled(Rooms rooms)
    {
        var folder = Path.Combine(Bed.Root, rooms.Project, "bin", Bed.Configuration, "net10.0");
        var path = Directory.GetFiles(folder, $"*{rooms.Project}.dll").Single();
        var known = CompiledTypes.Read(path);
        Assert.That(known, Is.Not.Empty, path);
        return known;
    }
}
