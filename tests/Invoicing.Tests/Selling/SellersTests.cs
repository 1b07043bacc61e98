using Charging.TestBed;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests.Selling;

/// <summary>The sellers on a real database, with changes that come late, from elsewhere or unheard.</summary>
[Category("bed")]
public class SellersTests
{
    private static readonly TimeSpan Limit = ListeningWorker.Limit;

    private readonly FakeTimeProvider clock = new();
    private readonly StringWriter output = new();
    private readonly StringWriter complaints = new();
    private Database database = null!;
    private Sellers sellers = null!;
    private ListeningWorker worker = null!;
    private string folder = "";

    [SetUp]
    public async Task A_worker_that_listens()
    {
        folder = Directory.CreateTempSubdirectory("charging-test-").FullName;
        output.GetStringBuilder().Clear();
        complaints.GetStringBuilder().Clear();
        database = await Database.Create();
        await database.Migrate(typeof(Sellers).Assembly);
        sellers = Another();
        worker = await ListeningWorker.Start(database, clock, sellers.Heard, "invoicing_sellers");
    }

    [TearDown]
    public async Task Stopped()
    {
        await worker.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task What_is_applied_again_changes_nothing_and_a_change_raises_the_version()
    {
        Assert.That(await Apply(Entry("CZ", "One"), Entry("AT", "Two")), Is.EqualTo("""
            AT: version 1, applied
            CZ: version 1, applied

            """));
        Assert.That(await Apply(Entry("CZ", "One"), Entry("AT", "Three")), Is.EqualTo("""
            AT: version 2, changed
            CZ: version 1, unchanged

            """));
    }

    [Test]
    public async Task If_one_is_wrong_none_is_applied()
    {
        Assert.That(await Apply(Entry("CZ", "One"), Entry("at", "Two")), Is.Empty);

        Assert.That(complaints.ToString(), Does.Contain("entry 2 (at): code").And.Contain("Nothing was applied."));
        Assert.That(await database.Value<int>("select count(*) from invoicing.sellers"), Is.Zero);
    }

    [Test]
    public async Task A_series_of_a_seller_that_was_applied_before_is_not_taken()
    {
        const string series = "  series: \"F{number}\"\n";
        await Apply(Entry("CZ", "One") + series);
        await Apply(Entry("AT", "Two") + series);

        Assert.That(complaints.ToString(), Does.Contain("series of AT and series of CZ could write the same number"));
    }

    [Test]
    public async Task A_seller_is_found_as_it_was_applied()
    {
        await sellers.Apply([Sample.Seller], default);

        var found = await sellers.Find("CZ", default);

        Assert.That((found.Party, found.Iban, found.Series),
            Is.EqualTo((Sample.Seller.Party, Sample.Seller.Iban, Sample.Seller.Series)));
    }

    [Test]
    public async Task A_change_told_by_another_instance_is_seen()
    {
        await Keep("One");
        Assert.That(await NameOf("CZ"), Is.EqualTo("One"));

        await Another().Apply([Named("Two")], default);

        await Eventually.Becomes(() => NameOf("CZ"), name => name == "Two", Limit, "the new name");
    }

    [Test]
    public async Task A_seller_that_comes_a_little_late_is_waited_for()
    {
        var finding = NameOf("CZ");
        Assert.That(finding.IsCompleted, Is.False);

        await Keep("One");

        Assert.That(await finding.WaitAsync(Limit), Is.EqualTo("One"));
    }

    [Test]
    public async Task A_seller_that_never_comes_is_an_error_that_says_what_to_do()
    {
        var finding = NameOf("XX");

        await worker.LosesPatience(finding);

        Assert.That(async () => await finding, Throws.InvalidOperationException
            .With.Message.Contains("No seller 'XX'").And.Message.Contains("sellers apply FILE"));
    }

    [Test]
    public async Task A_change_while_nobody_listened_is_seen()
    {
        await Keep("One");
        Assert.That(await NameOf("CZ"), Is.EqualTo("One"));

        await worker.CutOff();
        await database.Execute(
            """update invoicing.sellers set version = 2, seller = jsonb_set(seller, '{party,name}', '"Two"')""");

        await Eventually.Becomes(() => NameOf("CZ"), name => name == "Two", Limit, "the name that nobody told");
        await worker.IsListening();
    }

    private Sellers Another() => new(database.Source, clock);

    private async Task<string> Apply(params string[] entries)
    {
        var file = Path.Combine(folder, "sellers.yaml");
        await File.WriteAllTextAsync(file, string.Join('\n', entries));
        output.GetStringBuilder().Clear();
        await SellersCommand.Apply(
            sellers, new Customers(database.Source, clock), new FileInfo(file), output, complaints, default);
        return output.ToString();
    }

    private async Task Keep(string name) => await sellers.Apply([Named(name)], default);

    private async Task<string> NameOf(string code) => (await sellers.Find(code, default)).Party.Name;

    private static Seller Named(string name) =>
        Sample.Seller with { Party = Sample.Seller.Party with { Name = name } };

    private static string Entry(string code, string name) => $$"""
        - code: {{code}}
          party: { name: {{name}}, street: Long 1, city: Praha, postalCode: 11000, country: CZ, vatId: CZ12345679 }
          currency: EUR
          language: en
          timeZone: Europe/Prague

        """;
}
