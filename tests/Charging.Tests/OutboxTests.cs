using Charging.TestBed;

namespace Charging.Tests;

/// <summary>What waits to be published is taken, published and marked; what could not be marked comes again.</summary>
[Category("bed")]
public class OutboxTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly SortedSet<int> waiting = [];
    private readonly List<int> published = [];
    private readonly List<int> said = [];

    [SetUp]
    public void Begin()
    {
        waiting.Clear();
        published.Clear();
        said.Clear();
    }

    [Test]
    public async Task All_that_waits_is_published_once_in_rounds_of_the_most_that_is_taken()
    {
        waiting.UnionWith([1, 2, 3, 4, 5]);

        await Outbox.Drain(2, Limit, _ => Take(2), Publish, Mark, said.Add, default);

        Assert.That(published, Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That((waiting.Count, said.Count), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task Where_one_cannot_be_published_none_of_its_round_is_marked()
    {
        waiting.UnionWith([1, 2, 3]);

        Assert.That(
            () => Outbox.PublishSome(
                _ => Take(3), row => row == 2 ? throw new TimeoutException() : Publish(row, default), Mark, default),
            Throws.TypeOf<TimeoutException>());
        Assert.That(waiting, Is.EqualTo(new[] { 1, 2, 3 }));

        Assert.That(await Outbox.PublishSome(_ => Take(3), row => Publish(row, default), Mark, default), Is.EqualTo(3));
        Assert.That(waiting, Is.Empty);
    }

    [Test]
    public async Task Where_nothing_waits_nothing_is_marked()
    {
        var some = await Outbox.PublishSome(
            _ => Take(3), row => Publish(row, default), (_, _) => throw new InvalidOperationException(), default);

        Assert.That((some, published.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_locked_row_is_skipped_by_others_until_it_is_marked_and_free_again_if_that_fails()
    {
        await using var database = await Database.Create();
        await database.Execute("create table outbox (no int primary key, told bool not null default false)");
        await database.Execute("insert into outbox (no) values (1), (2)");
        List<int> rivals = [];

        Task<int> Locked(Func<int, Task> publish) =>
            database.Source.PublishLocked(TakeRows, publish, MarkRows, default);

        var failed = () => Locked(_ => throw new TimeoutException());
        Assert.That(failed, Throws.TypeOf<TimeoutException>());
        var first = await Locked(async _ => rivals.Add(await Locked(_ => Task.CompletedTask)));
        var second = await Locked(_ => Task.CompletedTask);

        Assert.That((first, second), Is.EqualTo((2, 0)));
        Assert.That(rivals, Is.EqualTo(new[] { 0, 0 }), "somebody is at them");
    }

    private Task<IReadOnlyList<int>> Take(int most) => Task.FromResult<IReadOnlyList<int>>([.. waiting.Take(most)]);

    private Task Publish(int row, CancellationToken stop)
    {
        published.Add(row);
        return Task.CompletedTask;
    }

    private Task Mark(IReadOnlyList<int> rows, CancellationToken stop)
    {
        waiting.ExceptWith(rows);
        return Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<int>> TakeRows(NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<int>("select no from outbox where not told for update skip locked")];

    private static Task MarkRows(NpgsqlConnection connection, IReadOnlyList<int> rows) =>
        connection.ExecuteAsync("update outbox set told = true where no = any(@rows)", new { rows = rows.ToArray() });
}
