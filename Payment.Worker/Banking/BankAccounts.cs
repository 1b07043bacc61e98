using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>The table payment.bank_accounts: named once, and moved by each statement in its transaction.</summary>
internal static class BankAccounts
{
    /// <summary>Names an account as ours, unless it is.</summary>
    public static Task Name(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement first, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.bank_accounts (account, currency, closing_minor, closed_on, statements, named_at)
            values (@Account, @Currency, 0, null, 0, @now)
            on conflict (account, currency) do nothing
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { first.Account, first.Currency, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>As it stands; nobody else imports a statement of it before the transaction ends.</summary>
    public static Task<BankAccount?> Hold(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string account, string currency,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select account, currency, closing_minor, closed_on, statements
            from   payment.bank_accounts
            where  account = @account and currency = @currency
            for    update
            """;

        return connection.QuerySingleOrDefaultAsync<BankAccount>(new CommandDefinition(
            sql, new { account, currency }, transaction, cancellationToken: cancellationToken));
    }

    public static Task Close(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement last, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.bank_accounts
            set    closing_minor = @ClosingMinor, closed_on = @ClosedOn, statements = statements + 1
            where  account = @Account and currency = @Currency
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { last.ClosingMinor, last.ClosedOn, last.Account, last.Currency }, transaction,
            cancellationToken: cancellationToken));
    }
}
