using Charging.TestBed;

namespace Charging.Tests;

/// <summary>The ledger of a chain that has come to rest, as <c>books export</c> writes it for an accountant.</summary>
internal sealed class ExportedBooks(Chain chain)
{
    /// <summary>hledger and beancount reckon what the database says, account by account, in the last month.</summary>
    public async Task AreReckonedAlike()
    {
        var month = await chain.Database.Value<string>(
            "select to_char(max(booked_at) at time zone 'UTC', 'YYYY-MM') from payment.ledger_entries");
        var balances = (await chain.Database.Rows<Balance>(
            """
            select account, currency, sum(amount)::bigint as minor
            from   payment.ledger_entries,
                   lateral (values (debit_account, amount_minor), (credit_account, -amount_minor))
                       as side (account, amount)
            where  to_char(booked_at at time zone 'UTC', 'YYYY-MM') = @month
            group  by account, currency
            """,
            new { month })).ToList();

        var journal = await Export(month!, "hledger", "books");
        Assert.That(
            await Accountant.ByHledger(journal), Is.EquivalentTo(balances.ToDictionary(
                balance => ($"books:{balance.Account}", balance.Currency), balance => balance.Amount)));
        var ledger = await Export(month!, "beancount", "Assets:Books");
        Assert.That(
            await Accountant.ByBeancount(ledger), Is.EquivalentTo(balances.ToDictionary(
                balance => ($"Assets:Books:A-{balance.Account.Replace('_', '-')}", balance.Currency),
                balance => balance.Amount)));

        var again = await chain.TryOperate(
            "books", "export", "--month", month!, "--as", "csv", "--accounts", await Accounts("beancount", "Books"));
        Assert.That(again.Printed, Does.Contain($"{month} is not over"));
    }

    private async Task<string> Export(string month, string format, string root)
    {
        var path = Path.Combine(chain.Folder, $"{format}-{Guid.NewGuid():n}");
        await chain.Operate(
            "books", "export", "--month", month, "--as", format, "--accounts", await Accounts(format, root), "--out",
            path, "--provisional");
        return path;
    }

    private async Task<string> Accounts(string format, string root)
    {
        var booked = await chain.Database.Rows<string>(
            "select distinct unnest(array[debit_account, credit_account]) from payment.ledger_entries");
        var path = Path.Combine(chain.Folder, $"{format}.yaml");
        await File.WriteAllTextAsync(path, "accounts:\n" + string.Concat(booked.Select(account =>
            $"- {{ account: {account}, to: \"{root}:{NameIn(format, account)}\" }}\n")));
        return path;
    }

    private static string NameIn(string format, string account) =>
        format == "hledger" ? account : $"A-{account.Replace('_', '-')}";

    private sealed record Balance(string Account, string Currency, long Minor)
    {
        public decimal Amount => new Money(Minor, Currency).ToDecimal();
    }
}
