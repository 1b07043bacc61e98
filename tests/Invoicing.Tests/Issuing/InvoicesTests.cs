using Charging.TestBed;

namespace Charging.Invoicing.Tests;

/// <summary>The store against a real database, with the rivals, repeats and failures it is made for.</summary>
[Category("bed")]
public class InvoicesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private Database database = null!;
    private Invoices invoices = null!;

    [SetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        invoices = new Invoices(database.Source);
    }

    [TearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [Test]
    public async Task Numbers_count_from_one_in_each_series()
    {
        var first = await Add(Sample.Invoice("a"));
        var second = await Add(Sample.Invoice("b"));
        var other = await Add(Sample.Invoice("c", Sample.Customer(series: "AT")));

        Assert.That((string[])[first.Number, second.Number, other.Number],
            Is.EqualTo((string[])["CZ-2026-000001", "CZ-2026-000002", "AT-2026-000001"]));
    }

    [Test]
    public async Task A_session_of_December_invoiced_in_January_has_the_first_number_of_January()
    {
        var usage = Sample.Invoice("late").Usage with { EndedOn = new DateOnly(2026, 12, 31) };
        var january = new DateTime(2027, 1, 1, 8, 0, 0, DateTimeKind.Utc);

        await Add(Sample.Invoice("early"));
        var late = await Add(Sample.Invoice(usage, Sample.Customer(), january));

        Assert.That((late.Number, late.IssueDate, late.DeliveryDate),
            Is.EqualTo(("CZ-2027-000001", new DateOnly(2027, 1, 1), new DateOnly(2026, 12, 31))));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((2, (string[])[])));
    }

    [Test]
    public async Task A_series_goes_on_while_another_is_held()
    {
        await Add(Sample.Invoice("first of B", Sample.Customer(series: "B")));
        await using var holder = await database.Source.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await holder.ExecuteAsync("select series from invoicing.series where series = 'B-2026' for update");

        var stuck = Add(Sample.Invoice("second of B", Sample.Customer(series: "B")));
        await Eventually.Holds(
            () => database.Value<bool>("select exists (select from pg_stat_activity " +
                "where datname = current_database() and wait_event_type = 'Lock')"),
            Limit, "B waits for its lock");
        var others = Enumerable.Range(0, 1000).Select(i => Add(Sample.Invoice($"{i}", Sample.Customer(series: "A"))));
        await Task.WhenAll(others).WaitAsync(Limit);

        Assert.That(stuck.IsCompleted, Is.False);
        await held.RollbackAsync();
        Assert.That((await stuck.WaitAsync(Limit)).Number, Is.EqualTo("B-2026-000002"));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((1002, (string[])[])));
    }

    [Test]
    public async Task A_number_of_any_pattern_is_found_by_its_text()
    {
        var seller = Sample.Seller with { Series = "{year}{number:00}/{entity}7" };
        var tax = TaxDecision.Given(Sample.Customer().Tax!);
        var added = new List<InvoiceCreated>();
        foreach (var session in (string[])["a", "b"])
            added.Add(await Add(Invoice.For(
                Sample.Invoice(session).Usage, Sample.Customer(), seller, tax, Sample.CreatedAt)));

        Assert.That(added.Select(x => x.Number), Is.EqualTo((string[])["202601/CZ7", "202602/CZ7"]));
        foreach (var (number, id) in added.Select(x => (x.Number, x.InvoiceId)))
            Assert.That((await invoices.Find(number, default))!.Invoice.InvoiceId, Is.EqualTo(id));
        Assert.That(await invoices.Find("2026-02/CZ7", default), Is.Null);
    }

    [Test]
    public async Task A_repeat_is_told_as_it_was_stored_first()
    {
        var first = await invoices.AddOnce(Sample.Invoice("a"), default);
        var later = Sample.Invoice("a", Sample.Customer(series: "AT"));
        var repeat = await invoices.AddOnce(later with { CreatedAt = Sample.CreatedAt.AddDays(60) }, default);

        Assert.That((first.IsNew, repeat.IsNew), Is.EqualTo((true, false)));
        Assert.That(Json(repeat.Document), Is.EqualTo(Json(first.Document)));
        Assert.That(await Gaps(), Is.Empty);
    }

    [Test]
    public async Task The_same_invoice_many_times_at_once_has_one_number()
    {
        var added = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(i => invoices.AddOnce(Sample.Invoice($"{i % 100}"), default)));

        Assert.That(added.Count(x => x.IsNew), Is.EqualTo(100));
        Assert.That(added.Select(x => (x.Document.SessionId, x.Document.Number)).Distinct().Count(), Is.EqualTo(100));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((100, (string[])[])));
    }

    [Test]
    public async Task Rival_workers_with_several_series_leave_no_gap()
    {
        var rivals = Enumerable.Range(0, 4).Select(_ => new Invoices(database.Source)).ToList();
        var random = new Random(7);
        var work = Enumerable.Range(0, 3000)
            .SelectMany(i => rivals.Where(_ => random.Next(2) == 0).DefaultIfEmpty(invoices), (i, store) => (store, i))
            .OrderBy(_ => random.Next()).ToList();

        var added = await Task.WhenAll(work.Select(x =>
            x.store.AddOnce(Sample.Invoice($"{x.i}", Sample.Customer(series: $"S{x.i % 7}")), default)));

        Assert.That(added.Count(x => x.IsNew), Is.EqualTo(3000));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((3000, (string[])[])));
    }

    [Test]
    public async Task Rivals_on_both_sides_of_new_year_store_each_invoice_once_and_leave_no_gap()
    {
        var later = new Invoices(database.Source);
        var newYear = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Invoice At(int i, DateTime createdAt) =>
            Sample.Invoice(Sample.Invoice($"{i}").Usage, Sample.Customer(), createdAt);

        var added = await Task.WhenAll(Enumerable.Range(0, 2000).SelectMany(i => (Task<StoredInvoice>[])
        [
            invoices.AddOnce(At(i, newYear.AddHours(-12)), default), later.AddOnce(At(i, newYear), default),
        ]));

        Assert.That(added.Count(x => x.IsNew), Is.EqualTo(2000));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((2000, (string[])[])));
    }

    [Test]
    public async Task An_invoice_that_the_database_refuses_takes_no_number_from_its_neighbours()
    {
        // PostgreSQL stores no NUL in a text.
        var all = Enumerable.Range(0, 500)
            .Select(i => invoices.AddOnce(Sample.Invoice(i % 50 == 0 ? $"bad\0{i}" : $"{i}"), default)).ToList();
        await ((Task)Task.WhenAll(all)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(all.Count(add => add.IsFaulted), Is.EqualTo(10));
        Assert.That((await Count(), await Gaps()), Is.EqualTo((490, (string[])[])));
    }

    [Test]
    public async Task Connections_cut_in_the_middle_leave_no_gap()
    {
        const string cut = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where  datname = current_database() and pid <> pg_backend_pid() and state <> 'idle';
            """;
        await using var knife = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await knife.OpenAsync();
        await Add(Sample.Invoice("before"));

        var all = Enumerable.Range(0, 3000).Select(i => AddUntilKept(Sample.Invoice($"{i}"))).ToList();
        var cuts = 0L;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!all.TrueForAll(add => add.IsCompleted) && await pause.WaitForNextTickAsync())
        {
            cuts += await knife.ExecuteScalarAsync<long>(cut);
            pause.Period *= 1.05; // or a busy machine would never be quicker than the knife
        }

        await Task.WhenAll(all);
        database.Source.Clear();

        Assert.That(cuts, Is.Positive);
        Assert.That((await Count(), await Gaps()), Is.EqualTo((3001, (string[])[])));
    }

    [TestCase("update invoicing.invoices set total_minor = total_minor + 1, net_minor = net_minor + 1")]
    [TestCase("update invoicing.invoices set document = '{}'")]
    [TestCase("delete from invoicing.invoices")]
    public async Task An_issued_invoice_cannot_be_changed(string sql)
    {
        await Add(Sample.Invoice("a"));

        Assert.That(async () => await database.Execute(sql),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("Invoice CZ-2026-000001 is issued"));
    }

    [Test]
    public async Task A_series_whose_counter_is_lost_gives_no_number_twice()
    {
        await Add(Sample.Invoice("a"));
        await database.Execute("delete from invoicing.series");

        var refused = Assert.ThrowsAsync<PostgresException>(() => Add(Sample.Invoice("b")));

        Assert.That((await refused)!.ConstraintName, Is.EqualTo("invoices_series_number_key"));
    }

    private async Task<InvoiceCreated> Add(Invoice invoice) => (await invoices.AddOnce(invoice, default)).Document;

    /// <summary>As the endpoint does: what passes by itself is tried again.</summary>
    private async Task<InvoiceCreated> AddUntilKept(Invoice invoice)
    {
        while (true)
        {
            var add = invoices.AddOnce(invoice, default);
            await ((Task)add).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (add.IsCompletedSuccessfully) return add.Result.Document;
            Assert.That(Transient.Is(add.Exception!), add.Exception!.Message);
        }
    }

    private Task<int> Count() => database.Value<int>("select count(*) from invoicing.invoices");

    /// <summary>
    /// Series whose numbers are not exactly 1 to the number of their invoices, or whose counter is not the next.
    /// </summary>
    private async Task<string[]> Gaps() =>
    [
        .. await database.Rows<string>("""
            select   series
            from     invoicing.series left join invoicing.invoices using (series)
            group by series, next_number
            having   next_number <> count(number) + 1
            or       (count(number) > 0 and (min(number) <> 1 or max(number) <> count(distinct number)));
            """),
    ];

    private static string Json(InvoiceCreated document) =>
        System.Text.Json.JsonSerializer.Serialize(document with
        {
            Attributes = new SortedDictionary<string, string>(
            document.Attributes.ToDictionary())
        }, Wire.Json);
}
