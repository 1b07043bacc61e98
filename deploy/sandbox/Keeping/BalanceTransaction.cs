namespace Charging.Sandbox;

internal enum TransactionType
{
    Charge,
    Payment,
    Refund,
    RefundFailure,
    Adjustment,
    Payout,
}

/// <summary>
/// A movement of the merchant's balance: Amount in smallest units, negative when it goes out, before the Fee, which is
/// never negative. From AvailableOn on the next payout takes it along.
/// </summary>
internal sealed record BalanceTransaction(
    string Id,
    TransactionType Type,
    string Source,
    DateTime CreatedAt,
    DateTime AvailableOn,
    long Amount,
    long Fee,
    string Currency)
{
    public long Net => Amount - Fee;

    public static string IdOf(string source) => $"txn_{source}";
}

/// <summary>
/// What went to the merchant's bank account: all of one currency that was available by AvailableUntil and not paid out
/// before. Amount in smallest units.
/// </summary>
internal sealed record Payout(
    string Id,
    DateTime CreatedAt,
    DateTime AvailableUntil,
    long Amount,
    string Currency,
    string Transaction);
