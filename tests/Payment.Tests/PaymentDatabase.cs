using Charging.TestBed;

namespace Charging.Payments.Tests;

/// <summary>A database with the payment schema, for the fixtures that speak SQL.</summary>
internal static class PaymentDatabase
{
    public static Task<Database> Create() => Database.Create(typeof(Charging.Payments.Collecting.Payments).Assembly);

    /// <summary>Debits less credits of an account, by the entries of one invoice or of all.</summary>
    public static Task<long> Balance(this Database database, string account, Guid? invoiceId = null) =>
        database.Value<long>(
            """
            select coalesce(sum(case when debit_account = @account then amount_minor else -amount_minor end), 0)::bigint
            from   payment.ledger_entries
            where  @account in (debit_account, credit_account)
            and    (@invoiceId::uuid is null or invoice_id = @invoiceId)
            """,
            new { account, invoiceId });

    /// <summary>
    /// From now on a write to these tables fails as long as it stands in payment.crashes: 'INSERT payments'.
    /// </summary>
    public static Task LetCrash(this Database database, params IEnumerable<string> tables) => database.Execute($"""
        create table payment.crashes (at text);
        create function payment.crash() returns trigger language plpgsql as $$
        begin
            if exists (select from payment.crashes where at = tg_op || ' ' || tg_table_name) then
                raise exception 'crash';
            end if;
            return null;
        end;
        $$;
        {string.Join('\n', tables.Select(table =>
            $"create trigger crash before insert or update on payment.{table} execute function payment.crash();"))}
        """);
}
