using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// When an open invoice is issued: at once when it has reached the threshold of its currency or is long enough, else
/// when it has waited the longest time or, if that comes first, when the seller's month is over. Moments are in UTC.
/// </summary>
internal sealed class IssuePlan(GatheringOptions options)
{
    /// <summary>
    /// Usages on one invoice. The broker takes some 4,000 lines in one message, and a usage may come to more than one.
    /// </summary>
    private const int MostUsages = 1_000;

    /// <param name="gathered">All charges on the open invoice, without tax.</param>
    /// <param name="usages">How many they are.</param>
    /// <param name="openedAt">When the first of them came.</param>
    /// <param name="now">When the last of them came.</param>
    /// <param name="seller">Whose month it is.</param>
    public DateTime DueAt(Money gathered, long usages, DateTime openedAt, DateTime now, Seller seller)
    {
        if (usages >= MostUsages || gathered.Minor >= options.ThresholdOf(gathered.Currency).Minor) return now;

        var (longest, monthsEnd) = (openedAt + options.LongestWait, seller.MonthsEnd(openedAt));
        return longest < monthsEnd ? longest : monthsEnd;
    }
}
