using System.Collections.Concurrent;
using Charging.TestBed;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests.Gathering;

/// <summary>No cent is lost and none charged twice, whoever gathers and issues, and whatever is cut.</summary>
[Category("bed")]
public class RivalsTests
{
    /// <summary>What takes longer than the time between two cuts would never end, were they never to end.</summary>
    private const int MostCuts = 25;

    private static readonly Gen<(string Customer, string Currency, long Minor, int Days)[]> AnyUsages = Gen.Select(
        Gen.OneOf("a", "b", "c"), Gen.OneOf("EUR", "CZK", "JPY"), Gen.Long[1, 60], Gen.Int[0, 9]).Array[1, 40];

    private FakeTimeProvider clock = null!;
    private Database database = null!;

    [SetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create();
        await database.Migrate(typeof(Invoices).Assembly);
        clock = new FakeTimeProvider(Sample.CreatedAt);
    }

    [TearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [Test]
    public async Task Whatever_comes_when_what_is_issued_and_what_is_open_is_what_was_charged()
    {
        var instance = new Instance(database, clock);
        var (next, charged) = (0, 0L);
        await AnyUsages.SampleAsync(async usages =>
        {
            foreach (var (customer, currency, minor, days) in usages)
            {
                await instance.Add(Sample.Small($"{next++}", minor, currency, customer, minutes: -next % 90));
                charged += minor;
                clock.Advance(TimeSpan.FromDays(days));
                if (days % 3 == 0) await instance.IssueDue();
            }

            await BooksBalance(next, charged);
        }, iter: 25, threads: 1);
    }

    [Test]
    public async Task Four_instances_that_gather_and_issue_at_once_lose_nothing_and_make_no_twin()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => new Instance(database, clock)).ToList();
        var random = new Random(5);
        UsageRated[] usages = [.. Enumerable.Range(0, 1500).Select(i =>
            Sample.Small($"{i}", 1 + (i % 13), customerId: $"c{i % 30}", minutes: i))];
        var work = usages.SelectMany(usage => instances.Where(_ => random.Next(2) == 0), (usage, at) => (usage, at))
            .Concat(usages.Select(usage => (usage, at: instances[0])))
            .OrderBy(_ => random.Next()).ToList();
        var issued = new ConcurrentBag<InvoiceCreated>();

        var adding = Task.WhenAll(work.Select(one => one.at.Add(one.usage)));
        await Task.WhenAll(instances.Select(instance => IssueUntil(adding, instance, issued)));

        await BooksBalance(usages.Length, usages.Sum(usage => usage.Charge.Minor));
        Assert.That(issued.Select(invoice => invoice.InvoiceId), Is.Unique);
        Assert.That(issued.Count, Is.EqualTo(await Count("invoices")).And.EqualTo(await Count("untold")));
    }

    [Test]
    public async Task Connections_cut_in_the_middle_lose_nothing()
    {
        const string cut = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where  datname = current_database() and pid <> pg_backend_pid() and state <> 'idle';
            """;
        await using var knife = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await knife.OpenAsync();
        var instance = new Instance(database, clock);
        await instance.IssueDue();
        UsageRated[] usages =
            [.. Enumerable.Range(0, 1000).Select(i => Sample.Small($"{i}", 7, customerId: $"c{i % 20}", minutes: i))];

        var adding = Task.WhenAll(usages.Select(usage => UntilDone(() => instance.Add(usage))));
        var issuing = IssueUntil(adding, instance, []);
        var cuts = 0L;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!issuing.IsCompleted && cuts < MostCuts && await pause.WaitForNextTickAsync())
            cuts += await knife.ExecuteScalarAsync<long>(cut);
        await issuing;
        database.Source.Clear();

        Assert.That(cuts, Is.Positive);
        await BooksBalance(usages.Length, 7 * usages.Length);
    }

    private static async Task IssueUntil(Task adding, Instance instance, ConcurrentBag<InvoiceCreated> issued)
    {
        for (var last = false; !last;)
        {
            last = adding.IsCompleted;
            foreach (var invoice in await UntilDone(() => instance.IssueDue())) issued.Add(invoice);
        }

        await adding;
    }

    /// <summary>As endpoint and rounds do: what passes by itself is tried again.</summary>
    private static async Task<T> UntilDone<T>(Func<Task<T>> deed)
    {
        while (true)
        {
            var done = deed();
            await ((Task)done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCompletedSuccessfully) return done.Result;
            Assert.That(Transient.Is(done.Exception!), done.Exception!.ToString());
        }
    }

    private Task<int> Count(string table) => database.Value<int>($"select count(*) from invoicing.{table}");

    private async Task BooksBalance(int usages, long charged)
    {
        var wrong = await database.Rows<string>("""
            select says from (values
                ('every usage is kept once', (select count(*) from invoicing.gathered), @usages),
                ('every charge is kept', (select coalesce(sum(charge_minor), 0) from invoicing.gathered), @charged),
                ('issued and open are the charges', (select coalesce(sum(net_minor), 0) from invoicing.invoices)
                    + (select coalesce(sum(charge_minor), 0) from invoicing.open_invoices), @charged),
                ('open invoices are their usages', (select coalesce(sum(usages), 0) from invoicing.open_invoices),
                    (select count(*) from invoicing.gathered where invoice_id is null)),
                ('each invoice is its usages', 0, (select count(*) from invoicing.invoices i
                    where net_minor <> (select sum(charge_minor) from invoicing.gathered g
                                        where g.invoice_id = i.invoice_id))),
                ('numbers have no gap', (select coalesce(sum(next_number - 1), 0) from invoicing.series),
                    (select count(*) from invoicing.invoices))) as books (says, one, other)
            where one <> other
            """, new { usages = (long)usages, charged });
        Assert.That(wrong, Is.Empty);
    }
}
