using System.Reflection;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>Schemas are migrated beside workers that are at work, and beside whoever reads for long.</summary>
[Category("bed")]
public class MigrationLocksTests
{
    private const string Waits =
        "select exists (select from pg_locks where relation = 'busy.rows'::regclass and not granted)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_migration_of_a_table_in_use_holds_nobody_up_and_comes_through_when_it_is_free()
    {
        await using var database = await Database.Create();
        await database.Execute("create schema busy; create table busy.rows (id integer not null);");
        await using var reader = await database.Source.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await reader.ExecuteAsync("lock table busy.rows in access share mode");

        var migration = Task.Run(() => Migrations.Run(
            database.ConnectionString, "busy", typeof(MigrationLocksTests).Assembly, CancellationToken.None));
        for (var time = 1; time <= 2; time++)
        {
            await Eventually.Holds(
                () => migration.IsCompleted ? throw migration.Exception! : database.Value<bool>(Waits), Limit,
                "the migration waiting for the table");
            var other = database.Value<long>("select count(*) from busy.rows");
            Assert.That(await other.WaitAsync(Limit / 2), Is.Zero, "asked for while the first still reads");
        }

        await reading.CommitAsync();
        Assert.That(await migration, Has.Some.EndsWith("0001_more.sql"));
        Assert.That(await database.Value<long>("select count(more) from busy.rows"), Is.Zero);
    }

    [Test]
    public async Task An_older_release_leaves_the_rights_as_a_newer_one_gave_them()
    {
        await using var database = await Database.Create();
        await database.GiveToOwner();
        await database.MigrateAsOwner(Rating);
        await database.Execute("""
            grant update (code) on rating.quarantine to rating;
            insert into rating.migrations (scriptname, applied)
            values ('Rating.Worker.Schema.9999_of_a_newer_release.sql', now())
            """);

        await database.MigrateAsOwner(Rating);
        var ofNewer = await MayUpdate();
        await database.Execute("delete from rating.migrations where scriptname like '%9999%'");
        await database.MigrateAsOwner(Rating);

        Assert.That((ofNewer, await MayUpdate()), Is.EqualTo((true, false)));

        Task<bool> MayUpdate() => database.Value<bool>(
            "select has_column_privilege('rating', 'rating.quarantine', 'code', 'UPDATE')");
    }

    /// <summary>For its scripts alone.</summary>
    private static Assembly Rating => Assembly.LoadFrom(Path.Combine(
        Bed.Root, "Rating.Worker", "bin", Bed.Configuration, "net10.0", "Rating.Worker.dll"));
}
