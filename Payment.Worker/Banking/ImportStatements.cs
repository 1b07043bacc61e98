using Charging.Payments.Ledger;
using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>
/// Imports the statements of a file in one transaction: all of them or none, with their entries in suspense, and of
/// those the payouts placed. Each continues its account from the balance that the one before has left; one that is
/// here changes nothing.
/// </summary>
internal sealed class ImportStatements(NpgsqlDataSource postgres, TimeProvider clock)
{
    /// <param name="statements">As they stand in the file.</param>
    /// <param name="file">As it was named.</param>
    /// <param name="isNewAccount">Accounts that have no statement yet are said to be ours.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <exception cref="InvalidOperationException">One of them cannot be imported, so none is.</exception>
    public async Task<IReadOnlyList<StatementImport>> Import(
        IReadOnlyList<Statement> statements, string file, bool isNewAccount, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await HoldAccounts(connection, transaction, statements, file, isNewAccount, now, cancellationToken);
        List<StatementImport> imports = [];
        foreach (var statement in statements)
        {
            var import = await Import(connection, transaction, statement, file, now, cancellationToken);
            imports.Add(import);
            if (import.IsNew)
                await Deed.Record(connection, statement.Account, null, new
                {
                    statement = statement.BankId, opening = $"{statement.Opening}", closing = $"{statement.Closing}",
                    entries = statement.Entries.Count, file,
                }, cancellationToken);
        }

        await connection.AwaitStandbys(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return imports;
    }

    /// <summary>In one order, so that two who import do not wait for each other.</summary>
    private static async Task HoldAccounts(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Statement> statements, string file,
        bool isNewAccount, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var statement in statements.DistinctBy(one => (one.Account, one.Currency))
            .OrderBy(one => one.Account, StringComparer.Ordinal).ThenBy(one => one.Currency, StringComparer.Ordinal))
        {
            if (isNewAccount) await BankAccounts.Name(connection, transaction, statement, now, cancellationToken);
            _ = await BankAccounts.Hold(
                connection, transaction, statement.Account, statement.Currency, cancellationToken)
                ?? throw new InvalidOperationException(
                    $"{file}: nothing is known of the account {statement.Account} in {statement.Currency}, so " +
                    "nothing was imported. If it is ours, import its first statement with --new-account; its opening " +
                    "balance is taken as given.");
        }
    }

    private static async Task<StatementImport> Import(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement statement, string file, DateTime now,
        CancellationToken cancellationToken)
    {
        var account = (await BankAccounts.Hold(
            connection, transaction, statement.Account, statement.Currency, cancellationToken))!;
        if (await BankStatements.Find(connection, transaction, statement.StatementId, cancellationToken) is { } before)
            return before.ContradictionTo(statement) is { } other
                ? throw Refusal(file, other)
                : new(statement, IsNew: false, IsFirst: false, Payouts: 0, Offered: 0);
        if (account.ObjectionTo(statement) is { } objection) throw Refusal(file, objection);

        var isFirst = account.Statements == 0;
        var invoices = await NamedInvoices.Of(connection, transaction, statement, cancellationToken);
        await BankStatements.Add(
            connection, transaction, statement, account.Statements + 1, file, now, cancellationToken);
        await BankEntries.Add(
            connection, transaction, statement, statement.Entries, invoices, now, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction,
            [
                .. statement.Entries.Select(entry => LedgerEntry.OfBank(
                    statement.EntryIdOf(entry), 0, LedgerEvent.Banked, Account.Bank, Account.Suspense,
                    new Money(entry.Minor, statement.Currency), now)),
            ],
            cancellationToken);
        await BankAccounts.Close(connection, transaction, statement, cancellationToken);
        var payouts = await ArrivedPayouts.Place(connection, transaction, now, cancellationToken);
        if (isFirst) await Open(connection, transaction, statement, now, cancellationToken);
        return new(statement, IsNew: true, isFirst, payouts, invoices.Count);
    }

    /// <summary>What the account began with is of other books, but for the payouts that had come to it.</summary>
    private static async Task Open(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement first, DateTime now,
        CancellationToken cancellationToken)
    {
        var earlier = await ArrivedPayouts.AddEarlier(
            connection, transaction, first.Currency, first.OpenedOn, cancellationToken);
        var others = first.Opening - new Money(earlier, first.Currency);
        if (others.Minor == 0) return;

        var entry = LedgerEntry.OfBank(
            first.StatementId, 0, LedgerEvent.Opened, Account.Bank, Account.Elsewhere, others, now);
        await LedgerEntries.Book(connection, transaction, [entry], cancellationToken);
    }

    private static InvalidOperationException Refusal(string file, string why) =>
        new($"{file}: {why}. Nothing was imported.");
}

/// <summary>What an import made of a statement: how many payouts it placed, and how many transfers it offers.</summary>
internal sealed record StatementImport(Statement Statement, bool IsNew, bool IsFirst, int Payouts, int Offered);
