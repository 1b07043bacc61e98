using System.Security.Cryptography;
using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>
/// Killed between whichever two steps of their mails, each customer gets one, and it is the one that is kept.
/// </summary>
[Category("bed")]
public class KilledReceiptsTests
{
    private const int Sessions = 300;

    private const string Told = "told";

    /// <summary>What holds up a statement that it is about to be run, until this test lets it.</summary>
    private const string HoldUp = """
        create function payment.hold_up() returns trigger language plpgsql as $$
        begin
            perform pg_advisory_xact_lock_shared(4711);
            return null;
        end;
        $$;
        create trigger held_up before STATEMENT on payment.receipts
            for each statement execute function payment.hold_up();
        """;

    private const string Waiting = """
        select pid from pg_locks
        where  locktype = 'advisory' and not granted
        and    database = (select oid from pg_database where datname = current_database())
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start();

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public async Task Leave()
    {
        chain.KeepLogs();
        await chain.Database.Execute(
            "drop trigger if exists held_up on payment.receipts; drop function if exists payment.hold_up()");
    }

    [Test]
    public async Task Before_mails_are_kept_none_has_left()
    {
        await using (await HoldUpAt("insert"))
        {
            await Publish();
            await KillAndCutOff();
        }

        Assert.That(chain.MailFiles, Has.Count.EqualTo(SentBefore));
        Assert.That(
            await chain.Database.Value<long>("select count(*) from payment.receipts"), Is.EqualTo(SentBefore));
        await Restart();
        await EachCustomerHasTheMailThatIsKept();
        await chain.QueuesAreEmpty();
    }

    [Test]
    public async Task After_mails_are_in_the_folder_and_before_that_is_noted_they_are_the_same_files_again()
    {
        IReadOnlyDictionary<string, string> before;
        await using (await HoldUpAt("update"))
        {
            await Publish();
            await Eventually.Holds(
                () => Task.FromResult(chain.MailFiles.Count > SentBefore + 20),
                Limit, "mails of a group that is not noted");
            await KillAndCutOff();
            before = Delivered();
        }

        Assert.That(
            await chain.Database.Value<long>("select count(*) from payment.receipts where status <> 'made'"),
            Is.EqualTo(SentBefore));
        await Restart();
        await EachCustomerHasTheMailThatIsKept();
        Assert.That(before, Is.SubsetOf(Delivered()));
        await chain.QueuesAreEmpty();
    }

    [Test]
    public async Task After_it_is_noted_and_before_it_is_told_the_next_tells_it()
    {
        await chain.Broker.Keep("receipt-sent", Told);
        var publishing = Publish();
        foreach (var share in (int[])[1, Sessions / 3])
        {
            await Eventually.Holds(
                async () => (await chain.Progress()).Mailed >= share, Limit, $"{share} sent");
            await chain.Payment[0].Kill();
            await Restart();
        }

        await publishing;
        await EachCustomerHasTheMailThatIsKept();
        await Eventually.Becomes(
            async () => (await chain.Broker.Peek(Told)).Select(one => one.BasicProperties.MessageId).Distinct().Count(),
            mails => mails == Sessions, Limit, "each told, however often, under one id");
    }

    [Test]
    public async Task Payment_is_killed_among_2000_sessions_and_their_receipts()
    {
        const int sessions = 2000;
        var publishing = chain.Publish(chain.NewSessions(sessions));
        var before = 0L;
        foreach (var share in (int[])[sessions / 5, sessions / 2])
        {
            before = await Eventually.Becomes(
                Attempts, seen => seen >= share, Limit, $"{share} rows in payment.attempts");
            await chain.Payment[0].Kill();
            await Restart();
        }

        await publishing;
        Assert.That(before, Is.LessThan(sessions), "killed in the middle, not at the end");
        await chain.AllCharged(sessions, Limit);
        await chain.QueuesAreEmpty();
    }

    /// <summary>By the tests before: each mail is in the folder, and noted.</summary>
    private long SentBefore => chain.Before.Progress.Mailed;

    /// <summary>In this test.</summary>
    private async Task<long> Attempts() =>
        await chain.Database.Value<long>("select count(*) from payment.attempts") - chain.Before.Progress.Captured;

    private Task Publish() => chain.Publish(chain.NewSessions(Sessions));

    private Task Restart() => chain.Payment[0].Start();

    /// <summary>From now on each such statement waits until the connection is closed.</summary>
    private async Task<NpgsqlConnection> HoldUpAt(string statement)
    {
        await chain.Database.Execute(HoldUp.Replace("STATEMENT", statement, StringComparison.Ordinal));
        var holding = new NpgsqlConnection($"{chain.Database.ConnectionString};Pooling=false");
        await holding.OpenAsync();
        await holding.ExecuteAsync("select pg_advisory_lock(4711)");
        return holding;
    }

    /// <summary>Together with what the database still does for it.</summary>
    private async Task KillAndCutOff()
    {
        await Eventually.Holds(
            async () => (await chain.Database.Rows<int>(Waiting)).Count > 0, Limit, "a statement that is held up");
        await chain.Payment[0].Kill();
        await chain.Database.Execute($"select pg_terminate_backend(pid) from ({Waiting}) as held");
        await Eventually.Holds(
            async () => (await chain.Database.Rows<int>(Waiting)).Count == 0, Limit, "nothing that is held up");
    }

    private async Task EachCustomerHasTheMailThatIsKept()
    {
        await chain.AllCharged(Sessions, Limit);
        await Eventually.Becomes(
            async () => string.Join(
                ", ", (await chain.Broker.Messages()).Where(queue => queue is { Key: not Told, Value: > 0 })),
            waiting => waiting.Length == 0, Limit, "every queue empty");
        var kept = await chain.Database.Rows<(string File, string Hash)>(
            "select file_name, encode(sha256, 'hex') from payment.receipts where kind = 'receipt'");
        Assert.That(Delivered(), Is.EquivalentTo(kept.ToDictionary(mail => mail.File, mail => mail.Hash)));
    }

    private Dictionary<string, string> Delivered() => chain.MailFiles.ToDictionary(
        file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
}
