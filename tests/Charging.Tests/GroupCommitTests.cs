using System.Collections.Concurrent;

namespace Charging.Tests;

/// <summary>Rows that wait share one write, and none of them answers for another's trouble.</summary>
public class GroupCommitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<int> groups = [];
    private TaskCompletionSource busy = null!;

    [SetUp]
    public void Begin()
    {
        groups.Clear();
        busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [Test]
    public async Task Rows_that_wait_are_written_at_once()
    {
        var results = await Write(_ => null);

        Assert.That(await Task.WhenAll(results).WaitAsync(Limit), Is.EqualTo(Enumerable.Range(1, 100)));
        Assert.That(groups, Is.EqualTo([1, 100]), "the one that kept the writer busy, and all others");
    }

    [TestCase(PostgresErrorCodes.QueryCanceled, Description = "it waits for a lock that nobody gives back")]
    [TestCase(PostgresErrorCodes.CheckViolation)]
    public async Task The_trouble_of_one_row_is_its_own(string sqlState)
    {
        var results = await Write(row => row == 42 ? sqlState : null);

        Assert.That(
            async () => await results[41].WaitAsync(Limit),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(sqlState));
        Assert.That(
            await Task.WhenAll(results.Where((_, i) => i != 41)).WaitAsync(Limit),
            Is.EqualTo(Enumerable.Range(1, 100).Where(row => row != 42)));
        Assert.That(groups.Count(rows => rows == 100), Is.EqualTo(1), "the whole group once");
    }

    [Test]
    public async Task While_the_database_is_away_nobody_is_asked_one_by_one()
    {
        var results = await Write(_ => PostgresErrorCodes.AdminShutdown);

        foreach (var result in results)
            Assert.That(async () => await result.WaitAsync(Limit), Throws.InstanceOf<PostgresException>());
        Assert.That(groups, Is.EqualTo([1, 100]));
    }

    [Test]
    public async Task Where_the_table_is_locked_the_rows_do_not_all_wait_one_by_one()
    {
        var results = await Write(_ => PostgresErrorCodes.QueryCanceled);

        foreach (var result in results)
            Assert.That(
                async () => await result.WaitAsync(Limit),
                Throws.InstanceOf<PostgresException>().Or.InstanceOf<TimeoutException>());
        Assert.That(groups, Is.EqualTo([1, 100, 1, 1]), "all of them, and two to see that it is not one row's lock");
    }

    [TestCase(PostgresErrorCodes.QueryCanceled, typeof(TimeoutException))]
    [TestCase(PostgresErrorCodes.AdminShutdown, typeof(TaskCanceledException))]
    public async Task Whose_time_is_over_behind_a_locked_table_waited_for_what_passes(string before, Type hears)
    {
        using var time = new CancellationTokenSource();
        var standing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = new GroupCommit<int, int>(async (rows, _) =>
        {
            if (rows[0] == 0) throw new PostgresException("refused", "ERROR", "ERROR", before);
            standing.TrySetResult();
            await busy.Task;
            return rows;
        });
        Assert.That(
            async () => await commit.Add(0, CancellationToken.None).WaitAsync(Limit),
            Throws.InstanceOf<PostgresException>());
        var writing = commit.Add(1, CancellationToken.None);
        await standing.Task.WaitAsync(Limit);
        var waiting = commit.Add(2, time.Token);

        await time.CancelAsync();

        Assert.That(async () => await waiting.WaitAsync(Limit), Throws.InstanceOf(hears));
        busy.SetResult();
        Assert.That(await writing.WaitAsync(Limit), Is.EqualTo(1));
    }

    /// <summary>A hundred rows that wait together; a write fails if one of its rows has a fault.</summary>
    private async Task<IReadOnlyList<Task<int>>> Write(Func<int, string?> faultOf)
    {
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = new GroupCommit<int, int>(async (rows, _) =>
        {
            groups.Enqueue(rows.Count);
            writing.TrySetResult();
            await busy.Task;
            return rows.Where(row => row > 0).Select(faultOf).FirstOrDefault(fault => fault is not null) is { } fault
                ? throw new PostgresException("refused", "ERROR", "ERROR", fault)
                : rows;
        });
        var first = commit.Add(0, CancellationToken.None);
        await writing.Task.WaitAsync(Limit);
        List<Task<int>> results = [.. Enumerable.Range(1, 100).Select(row => commit.Add(row, CancellationToken.None))];
        busy.SetResult();
        await first.WaitAsync(Limit);
        return results;
    }
}
