using Charging.TestBed;

namespace Charging.Tests.Breakdowns;

/// <summary>One server that waits for a standby which is not there: what our connections make of it.</summary>
[Category("bed")]
public class ReplicationTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private Database database = null!;

    [SetUp]
    public async Task Open()
    {
        database = await Database.Create();
        await database.Execute("create table seen (id int primary key)");
    }

    [TearDown]
    public async Task Close() => await database.DisposeAsync();

    [Test]
    public Task A_commit_whose_wait_was_ended_is_an_exception_though_the_row_is_there() =>
        database.AwaitNobody(async () =>
        {
            var written = Write();
            await EndOneWait();

            var unsure = await Assert.ThrowsAsync<NpgsqlException>(() => written);

            Assert.That(Transient.Is(unsure!), Is.True);
            Assert.That(await database.Value<long>("select count(*) from seen"), Is.EqualTo(1));
        });

    [Test]
    public Task A_repeat_that_only_finds_the_row_waits_as_well() => database.AwaitNobody(async () =>
    {
        var written = Write();
        await EndOneWait();
        await Assert.ThrowsAsync<NpgsqlException>(() => written);

        var found = database.Source.AwaitStandbys(default);
        await EndOneWait();

        await Assert.ThrowsAsync<NpgsqlException>(() => found);
    });

    [Test]
    public async Task A_worker_of_the_least_rights_may_wait()
    {
        await database.Execute("drop role if exists charging_nobody; create role charging_nobody");
        await using var connection = await database.Source.Connect(default);
        await connection.ExecuteAsync("set role charging_nobody");

        Assert.That(() => connection.AwaitStandbys(default), Throws.Nothing);
        await connection.ExecuteAsync("reset role; drop role charging_nobody");
    }

    [Test]
    public async Task A_connection_after_one_that_was_unsure_is_trusted_again()
    {
        await database.AwaitNobody(async () =>
        {
            var written = Write();
            await EndOneWait();
            await Assert.ThrowsAsync<NpgsqlException>(() => written);
        });

        Assert.That(() => database.Source.AwaitStandbys(default), Throws.Nothing);
    }

    private async Task Write()
    {
        await using var connection = await database.Source.Connect(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("insert into seen values (1)", transaction: transaction);
        await transaction.CommitAsync();
    }

    private async Task EndOneWait() =>
        await Eventually.Becomes(() => database.CancelWaits(), waits => waits > 0, Soon, "a commit that waits");
}
