using System.Globalization;

namespace Charging.Invoicing.Exchanging;

/// <summary>
/// What a file of rates changes: what is new in it, and which of that jumps so far that somebody has to confirm it. Or
/// everything that is wrong, and then it changes nothing.
/// </summary>
/// <param name="New">To be kept, those set aside among them.</param>
/// <param name="Known">How many are kept already, just so.</param>
/// <param name="Jumps">Of those set aside, for people.</param>
/// <param name="Faults">For people; none where the file is taken.</param>
internal sealed record RateImport(
    IReadOnlyList<KeptRate> New, int Known, IReadOnlyList<string> Jumps, IReadOnlyList<string> Faults)
{
    /// <summary>One fifth: more than a currency moves in a day, unless it is reformed.</summary>
    private static readonly Rational LargestJump = new(1, 5);

    /// <param name="read">The file's rates, each with its line.</param>
    /// <param name="kept">What is kept of their currencies, from the last rate before the file's first day.</param>
    /// <param name="isConfirmed">That somebody has looked, and says that they are right.</param>
    public static RateImport Of(RateFile read, IReadOnlyList<KeptRate> kept, bool isConfirmed)
    {
        var byKey = kept.ToDictionary(one => one.Rate.Key);
        List<KeptRate> added = [];
        List<string> jumps = [], faults = [];
        var known = 0;
        foreach (var currency in read.Rates.GroupBy(one => (one.Rate.Base, one.Rate.Currency)))
        {
            var trusted = new SortedList<DateOnly, Rational>(kept
                .Where(one => !one.IsSetAside && (one.Rate.Base, one.Rate.Currency) == currency.Key)
                .ToDictionary(one => one.Rate.Day, one => one.Rate.Value));
            foreach (var (rate, line) in currency.OrderBy(one => one.Rate.Day))
            {
                var there = byKey.GetValueOrDefault(rate.Key);
                if (there is { IsSetAside: false })
                {
                    if (there.Rate.Value == rate.Value) known++;
                    else faults.Add(Differs(read.Name, line, rate, there.Rate));
                    continue;
                }

                var jump = isConfirmed ? null : JumpOf(rate, trusted);
                if (jump is not null) jumps.Add($"{read.Name}, line {line}: {jump}");
                else trusted[rate.Day] = rate.Value;
                if (there is not null && there.Rate == rate && jump is not null) known++;
                else added.Add(new(rate, jump is not null));
            }
        }

        return faults.Count > 0 ? new([], 0, [], faults) : new(added, known, jumps, []);
    }

    private static string? JumpOf(PublishedRate rate, SortedList<DateOnly, Rational> trusted)
    {
        var before = trusted.Keys.LastOrDefault(day => day < rate.Day);
        if (before == default || trusted[before] is not { Sign: > 0 } last) return null;

        // The quotient first: of two long fractions it is short, and their difference has no room in 128 bits.
        var moved = (rate.Value / last) - 1;
        return moved > LargestJump || moved < new Rational(-1, 5)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{rate.Currency} on {rate.Day:yyyy-MM-dd} is {Percent(moved)} % off its rate of {before:yyyy-MM-dd}")
            : null;
    }

    private static string Percent(Rational moved) =>
        (moved * 100).Floor().ToString("+0;-0", CultureInfo.InvariantCulture);

    private static string Differs(string name, int line, PublishedRate rate, PublishedRate kept) =>
        $"{name}, line {line}: {rate.Currency} on {rate.Day:yyyy-MM-dd} is {Text(rate)}, but {Text(kept)} was " +
        "imported before, and taxes may have been converted by it; see which of the two was published.";

    private static string Text(PublishedRate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate.Amount} for {rate.Units}");
}
