using System.Reflection;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>Who may do what in the database, in whatever order roles and schemas were brought.</summary>
[TestFixture(true), TestFixture(false)]
[Category("bed")]
public class RightsTests(bool rolesFirst)
{
    private static readonly string[] Logins = ["rating", "invoicing", "payment", "operator", "auditor", "ingest"];

    private Database database = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        database = await Database.Create();
        await database.GiveToOwner();
        if (rolesFirst) await SetRoles();
        foreach (var worker in Workers) await database.MigrateAsOwner(worker);
        if (!rolesFirst) await SetRoles();
    }

    [OneTimeTearDown]
    public async Task Close() => await database.DisposeAsync();

    [TestCase("payment.ledger_entries")]
    [TestCase("payment.payouts")]
    [TestCase("payment.payout_captures")]
    [TestCase("payment.suspended_methods")]
    [TestCase("payment.left_methods")]
    [TestCase("rating.usages")]
    [TestCase("rating.corrected_plans")]
    public async Task A_worker_adds_to_and_never_changes(string table)
    {
        var login = table.Split('.')[0];

        Assert.That(await Privileges(login, table), Is.EqualTo(["SELECT", "INSERT"]));
        Assert.That(await Updatable(login, table), Is.Empty);
    }

    [TestCase("payment.payments", "abandon_note abandon_reason attempt_no checkout_no credited_minor known_tokens " +
        "retry_asked_after reversal_reason reversal_reference reversed_at reversed_minor settled_at state told_no " +
        "updated_at version")]
    [TestCase("payment.attempts", "asked_at code decline_class gateway_reference resolved_at returned_at " +
        "status wait_until")]
    [TestCase("payment.checkouts", "closed_at due_at reference status url")]
    [TestCase("invoicing.invoices", "payment refunded_minor reversal settled_at settled_no status")]
    [TestCase("invoicing.credit_notes", "told_at")]
    public async Task A_worker_moves_on_and_changes_nothing_else(string table, string columns)
    {
        var login = table.Split('.')[0];

        Assert.That(await Privileges(login, table), Is.EqualTo(["SELECT", "INSERT"]));
        Assert.That(string.Join(' ', await Updatable(login, table)), Is.EqualTo(columns));
    }

    [Test]
    public async Task Nobody_empties_a_table_and_a_worker_deletes_only_what_waits()
    {
        const string sql = """
            select format('%s %s.%s %s', login, schemaname, tablename, kind)
            from   pg_tables, unnest(@Logins) as login, unnest(array['DELETE', 'TRUNCATE']) as kind
            where  schemaname in ('audit', 'rating', 'invoicing', 'payment')
            and    has_table_privilege(login, schemaname || '.' || tablename, kind)
            order  by 1
            """;

        Assert.That(await database.Rows<string>(sql, new { Logins }), Is.EqualTo(
            [
                "invoicing invoicing.open_invoices DELETE", "invoicing invoicing.untold DELETE",
                "invoicing invoicing.waiting_usages DELETE",
                "payment payment.schedule DELETE", "rating rating.details DELETE",
            ]));
    }

    [Test]
    public async Task A_worker_sees_its_own_schema_and_the_audit_trail_alone()
    {
        const string sql = """
            select format('%s: %s', login, string_agg(nspname::text, ' ' order by nspname::text))
            from   pg_namespace, unnest(@Logins) as login
            where  nspname in ('audit', 'rating', 'invoicing', 'payment')
            and    has_schema_privilege(login, nspname, 'USAGE')
            group  by login
            order  by 1
            """;

        Assert.That(await database.Rows<string>(sql, new { Logins }), Is.EqualTo(
            [
                "auditor: audit invoicing payment rating", "ingest: invoicing rating", "invoicing: audit invoicing",
                "operator: audit invoicing payment rating", "payment: audit payment", "rating: audit rating",
            ]));
    }

    [Test]
    public async Task The_operator_adds_to_the_audit_trail_and_the_auditor_only_reads()
    {
        const string sql = """
            select format('%s %s.%s', login, schemaname, tablename)
            from   pg_tables, unnest(array['operator', 'auditor']) as login
            where  schemaname in ('audit', 'rating', 'invoicing', 'payment')
            and    (has_any_column_privilege(login, schemaname || '.' || tablename, 'INSERT')
                    or has_any_column_privilege(login, schemaname || '.' || tablename, 'UPDATE'))
            order  by 1
            """;

        Assert.That(await database.Rows<string>(sql), Is.EqualTo(
            ["operator audit.closed_letters", "operator audit.events"]));
    }

    [TestCase("operator")]
    [TestCase("auditor")]
    public async Task Who_looks_over_all_workers_sees_their_views_and_none_of_their_tables(string login)
    {
        const string sql = """
            select format('%s.%s', nspname, relname)
            from   pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where  nspname in ('rating', 'invoicing', 'payment') and relkind = any(@kinds::"char"[])
            order  by 1
            """;
        var tables = await database.Rows<string>(sql, new { kinds = new[] { "r", "p", "m", "f", "S" } });
        var views = await database.Rows<string>(sql, new { kinds = new[] { "v" } });

        Assert.That(tables, Has.Count.GreaterThan(30).And.Member("payment.ledger_entries").And.Member("rating.usages"));
        Assert.That(views, Has.Count.GreaterThan(20));
        foreach (var table in tables)
        {
            var refused = await Refused(database.As(login), $"select count(*) from {table}");
            Assert.That(refused.SqlState, Is.EqualTo("42501"), table);
        }

        foreach (var view in views) await Do(database.As(login), $"select count(*) from {view}");
    }

    [Test]
    public async Task What_they_might_read_of_tables_before_is_taken_back()
    {
        await database.Execute("""
            grant select on all tables in schema payment to auditor;
            grant select (invoice) on payment.payments to operator;
            select payment.set_rights()
            """);

        Assert.That(await database.Rows<string>("""
            select format('%s %s', login, tablename)
            from   pg_tables, unnest(array['operator', 'auditor']) as login
            where  schemaname = 'payment' and has_any_column_privilege(login, 'payment.' || tablename, 'SELECT')
            """), Is.Empty);
    }

    [Test]
    public async Task Nobody_writes_through_a_view()
    {
        const string sql = """
            select format('%s %s.%s', login, schemaname, viewname)
            from   pg_views, unnest(@Logins) as login,
                   unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as kind
            where  schemaname in ('audit', 'rating', 'invoicing', 'payment')
            and    has_table_privilege(login, schemaname || '.' || viewname, kind)
            order  by 1
            """;

        Assert.That(await database.Rows<string>(sql, new { Logins }), Is.Empty);
    }

    [Test]
    public async Task No_view_shows_a_whole_document_a_token_or_where_a_customer_is_reached()
    {
        const string sql = """
            select format('%s.%s.%s', table_schema, table_name, column_name)
            from   information_schema.columns join pg_views on schemaname = table_schema and viewname = table_name
            where  table_schema in ('rating', 'invoicing', 'payment')
            and    (data_type in ('json', 'jsonb', 'bytea') or column_name ~ 'token|contact|mail$|billing|key')
            """;

        Assert.That(await database.Rows<string>(sql), Is.Empty);
    }

    [TestCase("update audit.events set who = 'somebody else'")]
    [TestCase("delete from audit.events")]
    [TestCase("truncate audit.events")]
    [TestCase("insert into audit.events (at, who, what) values ('2020-01-01', 'a', 'b')")]
    [TestCase("insert into audit.events (login, who, what) values ('x', 'a', 'b')")]
    public async Task The_audit_trail_is_nobodys_to_rewrite(string deed)
    {
        foreach (var login in Logins)
            Assert.That((await Refused(database.As(login), deed)).SqlState, Is.EqualTo("42501"), login);
    }

    [TestCase("update audit.events set who = 'somebody else'")]
    [TestCase("truncate audit.events, audit.closed_letters")]
    [TestCase("delete from rating.usages")]
    [TestCase("truncate rating.usages")]
    [TestCase("update payment.payments set amount_minor = 1")]
    [TestCase("update payment.payments set invoice_text = '{}'")]
    [TestCase("delete from payment.payments")]
    [TestCase("truncate payment.attempts")]
    [TestCase("update payment.attempts set method_token = 'another'")]
    [TestCase("truncate invoicing.invoices cascade")]
    public async Task Behind_the_rights_stands_a_trigger_for_the_owner_too(string deed) => Assert.That(
        (await Refused(database.As("charging_owner"), deed)).SqlState, Is.EqualTo("23001").Or.EqualTo("P0001"));

    private static async Task<PostgresException> Refused(string connectionString, string deed) =>
        (await Assert.ThrowsAsync<PostgresException>(() => Do(connectionString, deed)))!;

    private static async Task Do(string connectionString, string deed)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(deed, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<IReadOnlyList<string>> Privileges(string login, string table) => database.Rows<string>(
        """
        select kind
        from   unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
               with ordinality as asked (kind, position)
        where  has_table_privilege(@login, @table, kind)
        order  by position
        """,
        new { login, table });

    private Task<IReadOnlyList<string>> Updatable(string login, string table) => database.Rows<string>(
        """
        select attname::text
        from   pg_attribute
        where  attrelid = @table::regclass and attnum > 0 and not attisdropped
        and    has_column_privilege(@login, attrelid, attnum, 'UPDATE')
        order  by attname::text
        """,
        new { login, table });

    /// <summary>As psql would run it, with the passwords that the logins have.</summary>
    private Task SetRoles() => database.SetRoles(Path.Combine(Bed.Root, "deploy", "roles.sql"));

    /// <summary>For their scripts alone.</summary>
    private static IEnumerable<Assembly> Workers => new[] { "Rating", "Invoicing", "Payment" }.Select(name =>
        Assembly.LoadFrom(Path.Combine(
            Bed.Root, $"{name}.Worker", "bin", Bed.Configuration, "net10.0", $"{name}.Worker.dll")));
}
