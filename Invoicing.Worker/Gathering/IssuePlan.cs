using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>
/// When an open invoice is issued: at once when it has reached the threshold of its currency, else when it has waited
/// the longest time or, if that comes first, when the seller's month is over. Moments are in UTC.
/// </summary>
internal sealed class IssuePlan(GatheringOptions options)
{
    /// <param name="gathered">All charges on the open invoice, without tax.</param>
    /// <param name="openedAt">When the first of them came.</param>
    /// <param name="now">When the last of them came.</param>
    /// <param name="seller">Whose month it is.</param>
    public DateTime DueAt(Money gathered, DateTime openedAt, DateTime now, Seller seller)
    {
        if (gathered.Minor >= options.ThresholdOf(gathered.Currency).Minor) return now;

        var (longest, monthsEnd) = (openedAt + options.LongestWait, seller.MonthsEnd(openedAt));
        return longest < monthsEnd ? longest : monthsEnd;
    }
}
