using Charging.Payments.Tests.Statements;
using Charging.TestBed;

namespace Charging.Payments.Tests.Banking;

/// <summary>An account of ours at a bank, whose statements are imported as they come.</summary>
internal sealed class Bank(Database database)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private int days;
    private long balance;

    public BankEntries Entries { get; } = new(database.Source);

    public Suspense Suspense { get; } = new(database.Source, Clock);

    public ImportStatements Imports { get; } = new(database.Source, Clock);

    /// <summary>The next day's statement with these entries, which are sums and what is written on them.</summary>
    public string Next(params (long Minor, string Text)[] entries)
    {
        var opening = balance;
        balance += entries.Sum(entry => entry.Minor);
        var booked = string.Concat(entries.Select(entry => Camt.Entry(entry.Minor, entry.Text)));
        return Camt.File(Camt.Statement($"S{++days}", opening, booked, balance));
    }

    public async Task<StatementImport> Import(string xml, bool isNewAccount = true) =>
        (await Imports.Import(Camt.Read(xml), "bank.xml", isNewAccount, default)).Single();

    public Task<StatementImport> Import(params (long Minor, string Text)[] entries) => Import(Next(entries));

    public Task<IReadOnlyList<SuspendedEntry>> Left() => Entries.InSuspense(1000, default);

    /// <summary>Whatever happened: the books balance, and the bank account is what the bank says.</summary>
    public async Task BooksAgree()
    {
        var closing = await database.Value<long>(
            "select coalesce(sum(closing_minor), 0)::bigint from payment.known_bank_accounts");
        var onTheWay = await database.Value<long>("""
            select coalesce(sum(net_minor), 0)::bigint from payment.booked_payouts
            where payout_id not in (select payout_id from payment.payout_arrivals)
            """);
        Assert.That(await database.Balance("bank") - onTheWay, Is.EqualTo(closing), "the bank's own balance");
        Assert.That(
            -await database.Balance("suspense"),
            Is.EqualTo(await database.Value<long>(
                "select coalesce(sum(amount_minor - placed_minor), 0)::bigint from payment.statement_entries")),
            "what is left");
        Assert.That(
            await database.Value<long>("""
                select count(*) from payment.bank_entries as entry
                where  placed_minor <> (select coalesce(sum(amount_minor), 0) from payment.bank_placements as placed
                                        where  placed.entry_id = entry.entry_id)
                """),
            Is.Zero, "entries that are placed otherwise than they are said to be");
    }
}
