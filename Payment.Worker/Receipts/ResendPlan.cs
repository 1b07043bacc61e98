namespace Charging.Payments.Receipts;

/// <summary>When a mail that could not leave is tried again: for ever, ever more patiently, up to an hour.</summary>
internal static class ResendPlan
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait after that many tries; the first is 1.</summary>
    public static TimeSpan WaitAfter(int tries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tries);
        var doubled = First * Math.Pow(2, Math.Min(tries - 1, 10));
        return doubled < Longest ? doubled : Longest;
    }
}
