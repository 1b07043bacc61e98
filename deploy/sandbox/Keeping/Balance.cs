namespace Charging.Sandbox;

/// <summary>The merchant's money at the sandbox, per currency, and what went to his bank.</summary>
internal sealed class Balance
{
    private readonly Dictionary<string, List<BalanceTransaction>> unpaid = [];
    private readonly Dictionary<string, List<BalanceTransaction>> paid = [];
    private readonly HashSet<(string Currency, DateTime Midnight)> planned = [];

    public OrderedDictionary<string, BalanceTransaction> Transactions { get; } = [];

    public OrderedDictionary<string, Payout> Payouts { get; } = [];

    /// <summary>
    /// What a payout would take along: available by then and not paid out before. Empty if that is not more than 0.
    /// </summary>
    public IReadOnlyList<BalanceTransaction> Payable(string currency, DateTime availableUntil)
    {
        var payable = UnpaidOf(currency).Where(x => x.AvailableOn <= availableUntil).ToList();
        return payable.Sum(x => x.Net) > 0 ? payable : [];
    }

    /// <summary>The transactions of a payout, its own last.</summary>
    public IReadOnlyList<BalanceTransaction> Of(string payout) => paid.GetValueOrDefault(payout) ?? [];

    /// <summary>Returns the midnight whose payout takes it along, when that payout is not planned yet.</summary>
    public DateTime? Add(BalanceTransaction transaction)
    {
        Transactions[transaction.Id] = transaction;
        if (transaction.Type is TransactionType.Payout) return null;
        UnpaidOf(transaction.Currency).Add(transaction);
        var midnight = MidnightFrom(transaction.AvailableOn);
        return planned.Add((transaction.Currency, midnight)) ? midnight : null;
    }

    public void PayOut(Payout payout)
    {
        Payouts[payout.Id] = payout;
        paid[payout.Id] = [.. Payable(payout.Currency, payout.AvailableUntil), Transactions[payout.Transaction]];
        UnpaidOf(payout.Currency).RemoveAll(x => x.AvailableOn <= payout.AvailableUntil);
    }

    /// <summary>The first midnight, in UTC, that is not before the time.</summary>
    private static DateTime MidnightFrom(DateTime time) => time == time.Date ? time : time.Date.AddDays(1);

    private List<BalanceTransaction> UnpaidOf(string currency)
    {
        if (!unpaid.TryGetValue(currency, out var list)) unpaid[currency] = list = [];
        return list;
    }
}
