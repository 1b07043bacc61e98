using Charging.TestBed;

namespace Charging.Tests;

/// <summary>Sessions of some cents gather on open invoices, and no cent is lost, whoever dies.</summary>
[Category("bed")]
public class GatheringTests
{
    private const int Sessions = 2000;
    private const int Customers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Customers = SampleCustomer.Good(Customers),
        Settings = new Dictionary<string, string> { ["Gathering__LongestWait"] = "00:00:02" },
    });

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Invoicing_is_killed_while_2000_small_sessions_of_50_customers_gather()
    {
        var sessions = SampleSession.Many(Sessions, chain.Customers)
            .Select((session, i) => session with { Seconds = 5 + (i % 60) }).ToList();
        var told = 0;
        foreach (var part in sessions.Chunk(Sessions / 2))
        {
            var publishing = chain.Publish(part);
            await Eventually.Becomes(Gathered, seen => seen >= told + (part.Length / 5), Limit, "a fifth gathered");
            await chain.Invoicing[0].Kill();
            Assert.That(await Gathered(), Is.LessThan(told += part.Length), "killed in the middle, not at the end");
            await chain.Invoicing[0].Start();
            await publishing;
        }

        await Eventually.Becomes(AtRest, rest => rest == (Sessions, 0, 0), Limit, "every session issued and settled");

        await chain.BooksBalance(Sessions);
        await chain.QueuesAreEmpty();
        Assert.That((await chain.Progress()).Invoiced, Is.InRange(Customers, Sessions / 2), "several on each");
    }

    private Task<long> Gathered() => chain.Database.Value<long>("select count(*) from invoicing.gathered");

    private async Task<(long Issued, long Untold, long Open)> AtRest() =>
        (await chain.Database.Rows<(long, long, long)>("""
            select (select count(*) from invoicing.gathered where invoice_id is not null),
                   (select count(*) from invoicing.untold),
                   (select count(*) from invoicing.invoices)
                       - (select count(*) from payment.receipts where status = 'sent')
                   + (select count(*) from invoicing.invoices where status = 'issued')
            """))[0];
}
