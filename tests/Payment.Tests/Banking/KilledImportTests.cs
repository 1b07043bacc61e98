using Charging.Payments.Tests.Statements;
using Charging.TestBed;
using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Banking;

/// <summary>The command, as a person runs it, is killed at a step of its import and run again.</summary>
[Category("bed")]
public class KilledImportTests : OnDatabase
{
    private const int Gate = 4712;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private string folder = "";
    private WorkerProcess command = null!;

    [SetUp]
    public async Task Begin()
    {
        folder = Directory.CreateTempSubdirectory("charging-bank-").FullName;
        command = new WorkerProcess(
            "Payment.Worker",
            new Dictionary<string, string> { ["ConnectionStrings__Postgres"] = database.ConnectionString },
            Path.Combine(folder, "log"));
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(folder, "bank.xml"),
            Camt.File(Statement("S1", 5000, Entry(1210, "hello") + Entry(-300, "fee"), 5910)));
    }

    [TearDown]
    public async Task End()
    {
        await command.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Killed_at_whatever_step_it_imports_nothing_and_then_all()
    {
        await database.Execute($"""
            create function payment.wait_at_gate() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared({Gate});
                return null;
            end;
            $$
            """);
        foreach (var (deed, table) in ((string, string)[])
            [
                ("insert", "bank_accounts"), ("insert", "bank_statements"), ("insert", "bank_entries"),
                ("insert", "ledger_entries"), ("update", "bank_accounts"),
            ])
        {
            await KillAt(deed, table);
            Assert.That(
                await Count("bank_accounts") + await Count("bank_statements") + await Count("bank_entries")
                    + await Count("ledger_entries"),
                Is.Zero, $"after a kill at the {deed} of {table}");
        }

        await command.Run(Import);
        await command.Run(Import);

        Assert.That((await Count("bank_entries"), await Count("ledger_entries")), Is.EqualTo((2L, 3L)));
        Assert.That(await database.Balance("bank"), Is.EqualTo(5910));
        await new Bank(database).BooksAgree();
    }

    private string[] Import => ["bank", "import", Path.Combine(folder, "bank.xml"), "--new-account"];

    private async Task KillAt(string deed, string table)
    {
        await using var gate = await database.Source.OpenConnectionAsync();
        await Do(gate, $"select pg_advisory_lock({Gate})");
        await Do(gate, $"""
            create trigger at_gate before {deed} on payment.{table} for each statement
            execute function payment.wait_at_gate()
            """);
        command.Begin(Import);
        await Eventually.Becomes(
            () => Waiting("count(*)"), seen => seen > 0, Limit, $"waiting before the {deed} of {table}");
        await command.Kill();
        await Waiting("count(pg_terminate_backend(pid))");
        await Eventually.Becomes(
            () => Waiting("count(*)"), seen => seen == 0, Limit, "nothing left of the dead command");
        await Do(gate, $"drop trigger at_gate on payment.{table}");
        await Do(gate, $"select pg_advisory_unlock({Gate})");
    }

    private Task<long> Waiting(string what) => database.Value<long>($"""
        select {what} from pg_stat_activity where datname = current_database() and wait_event = 'advisory'
        """);

    private Task<long> Count(string table) => database.Value<long>($"select count(*) from payment.{table}");

    private static async Task Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
