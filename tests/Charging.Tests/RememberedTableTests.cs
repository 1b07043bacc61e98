using System.Collections.Concurrent;
using Charging.TestBed;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Tests;

/// <summary>What is remembered of a table is never staler than what the database has said of it.</summary>
public class RememberedTableTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, string> rows = [];
    private readonly FakeTimeProvider clock = new();
    private Func<Task> whileReading = () => Task.CompletedTask;
    private int reads;
    private RememberedTable<string> table = null!;

    [SetUp]
    public void Fill()
    {
        (reads, whileReading) = (0, () => Task.CompletedTask);
        rows.Clear();
        rows["prague"] = "first";
        table = Remembering(mostRows: 1_000);
    }

    [Test]
    public async Task A_row_is_read_once_and_again_when_it_is_heard_to_have_changed()
    {
        table.Begin();
        await Find("prague");
        await Find("prague");
        Assert.That(reads, Is.EqualTo(1));

        rows["prague"] = "second";
        Assert.That(await Find("prague"), Is.EqualTo("first"), "nobody has said so yet");
        table.Hear("prague");

        Assert.That(await Find("prague"), Is.EqualTo("second"));
        Assert.That(reads, Is.EqualTo(2));
    }

    [Test]
    public async Task Before_the_database_is_heard_and_after_it_is_lost_every_question_goes_to_the_table()
    {
        await Find("prague");
        await Find("prague");
        Assert.That(reads, Is.EqualTo(2));

        table.Begin();
        await Find("prague");
        table.Lose();
        rows["prague"] = "second";

        Assert.That(await Find("prague"), Is.EqualTo("second"));
        table.Begin();
        rows["prague"] = "third";
        Assert.That(await Find("prague"), Is.EqualTo("third"), "what was remembered before may have changed since");
    }

    [Test]
    public async Task What_changed_while_it_was_read_is_not_remembered()
    {
        table.Begin();
        whileReading = () =>
        {
            rows["prague"] = "second";
            table.Hear("prague");
            return Task.CompletedTask;
        };
        Assert.That(await Find("prague"), Is.EqualTo("first"), "as it was when it was read");

        whileReading = () => Task.CompletedTask;
        Assert.That(await Find("prague"), Is.EqualTo("second"));
    }

    [Test]
    public async Task A_read_that_outlives_its_connection_is_not_remembered()
    {
        table.Begin();
        whileReading = () =>
        {
            table.Lose();
            table.Begin();
            rows["prague"] = "second";
            return Task.CompletedTask;
        };
        await Find("prague");

        whileReading = () => Task.CompletedTask;
        Assert.That(await Find("prague"), Is.EqualTo("second"));
    }

    [Test]
    public async Task Those_who_ask_for_one_row_at_once_share_a_read()
    {
        table.Begin();
        var going = new TaskCompletionSource();
        whileReading = () => going.Task;
        var asked = Enumerable.Range(0, 100).Select(_ => Find("prague").AsTask()).ToList();
        going.SetResult();

        Assert.That(await Task.WhenAll(asked), Has.All.EqualTo("first"));
        Assert.That(reads, Is.EqualTo(1));
    }

    [Test]
    public async Task That_there_is_none_or_that_it_could_not_be_read_is_not_remembered()
    {
        table.Begin();
        Assert.That(await Find("brno"), Is.Null);
        rows["brno"] = "first";
        Assert.That(await Find("brno"), Is.EqualTo("first"));

        whileReading = () => Task.FromException(new TimeoutException("The database is away."));
        await Assert.ThrowsAsync<TimeoutException>(() => Find("prague").AsTask());
        whileReading = () => Task.CompletedTask;
        Assert.That(await Find("prague"), Is.EqualTo("first"));
    }

    [Test]
    public async Task A_newcomer_is_waited_for_until_it_is_heard_of()
    {
        table.Begin();
        var waits = table.Await("brno", Patience, clock, default).AsTask();
        Assert.That(waits.IsCompleted, Is.False);

        rows["brno"] = "first";
        table.Hear("brno");

        Assert.That(await waits, Is.EqualTo("first"));
    }

    [Test]
    public async Task A_newcomer_that_nobody_tells_of_is_looked_for_once_more_when_patience_ends()
    {
        var waits = table.Await("brno", Patience, clock, default).AsTask();
        await Eventually.Holds(() => Task.FromResult(reads == 2), Patience, "it is looked for twice");
        rows["brno"] = "first";
        await Eventually.Holds(
            () =>
            {
                clock.Advance(Patience);
                return Task.FromResult(waits.IsCompleted);
            },
            Patience,
            "it waits no more");

        Assert.That(await waits, Is.EqualTo("first"));
    }

    [Test]
    public async Task A_full_memory_starts_over()
    {
        table = Remembering(mostRows: 1);
        rows["brno"] = "first";
        table.Begin();
        foreach (var key in new[] { "prague", "brno", "prague", "prague" }) await Find(key);

        Assert.That(reads, Is.EqualTo(3));
    }

    [Test]
    public async Task Who_no_longer_waits_stops_waiting_and_the_read_goes_on()
    {
        table.Begin();
        var going = new TaskCompletionSource();
        whileReading = () => going.Task;
        using var stop = new CancellationTokenSource();
        var first = table.Find("prague", stop.Token).AsTask();
        var second = Find("prague").AsTask();
        stop.Cancel();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        going.SetResult();

        Assert.That(await second, Is.EqualTo("first"));
    }

    private RememberedTable<string> Remembering(int mostRows) => new("cities", mostRows, async (keys, _) =>
    {
        Interlocked.Increment(ref reads);
        var read = keys.Where(rows.ContainsKey).ToDictionary(key => key, key => rows[key]);
        await whileReading();
        return read;
    });

    private ValueTask<string?> Find(string key) => table.Find(key, default);
}
