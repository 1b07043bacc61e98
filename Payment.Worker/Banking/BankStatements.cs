using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>The table payment.bank_statements: each once, in the order in which they continue their account.</summary>
internal static class BankStatements
{
    /// <summary>What was imported under the statement's id; null if nothing was.</summary>
    public static Task<ImportedStatement?> Find(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid statementId,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select digest, file_name, imported_at, opening_minor, closing_minor
            from   payment.bank_statements
            where  statement_id = @statementId
            """;

        return connection.QuerySingleOrDefaultAsync<ImportedStatement>(new CommandDefinition(
            sql, new { statementId }, transaction, cancellationToken: cancellationToken));
    }

    public static Task Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement statement, int statementNo,
        string fileName, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.bank_statements
                   (statement_id, account, currency, statement_no, bank_id, opened_on, opening_minor, closed_on,
                    closing_minor, digest, file_name, imported_at)
            values (@StatementId, @Account, @Currency, @statementNo, @BankId, @OpenedOn, @OpeningMinor, @ClosedOn,
                    @ClosingMinor, @digest, @fileName, @now)
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            statement.StatementId, statement.Account, statement.Currency, statementNo, statement.BankId,
            statement.OpenedOn, statement.OpeningMinor, statement.ClosedOn, statement.ClosingMinor,
            digest = statement.Digest(), fileName, now,
        }, transaction, cancellationToken: cancellationToken));
    }
}

/// <summary>A statement that is here, and from which file.</summary>
internal sealed record ImportedStatement(
    byte[] Digest, string FileName, DateTime ImportedAt, long OpeningMinor, long ClosingMinor)
{
    /// <summary>Why that is not what was imported under its id; null if it is the same once more.</summary>
    public string? ContradictionTo(Statement now) =>
        Digest.AsSpan().SequenceEqual(now.Digest()) ? null :
        $"statement {now.BankId} of {now.Account} was imported {ImportedAt:u} from {FileName} with other contents, " +
        $"from {new Money(OpeningMinor, now.Currency)} to {new Money(ClosingMinor, now.Currency)}; now it is from " +
        $"{now.Opening} to {now.Closing}. Ask the bank which holds";
}
