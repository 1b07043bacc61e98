using System.Globalization;

namespace Charging.Payments.Statements;

/// <summary>
/// Checks what a file says of an account: currency, dates, signs, and every sum. What is wrong refuses the whole file,
/// with the statement and the entry that it is in.
/// </summary>
/// <param name="file">As it was named.</param>
/// <param name="today">No bank has booked later than tomorrow, which it is in the east already.</param>
internal sealed class StatementReading(string file, DateOnly today)
{
    /// <summary>The schemas have 34 and 35.</summary>
    private const int LongestId = 100;

    public static IReadOnlyList<Statement> Read(Stream stream, string name, DateOnly today)
    {
        var reading = new StatementReading(name, today);
        return [.. CamtFile.Read(stream, name).Select(reading.Check)];
    }

    public Statement Check(GivenStatement given)
    {
        if (given.Id is not { Length: > 0 and <= LongestId })
            throw Refuse("a statement", $"it has no Id of at most {LongestId} characters");
        var place = $"statement {given.Id}";
        if (given.Account is not { Length: > 0 and <= LongestId } account)
            throw Refuse(place, $"it names no account (Acct/Id) of at most {LongestId} characters");
        if ((given.PageNumber ?? "1", given.IsLastPage ?? "true") is not ("1", "true"))
            throw Refuse(place, "it is a page of several; ask the bank for it in one");

        var (opening, closing) = BalancesOf(given, place);
        var currency = given.Currency ?? opening.Amount!.Currency ?? "";
        if (!Currencies.IsKnown(currency)) throw Refuse(place, $"the account's currency is '{currency}'");

        var (opened, closed) = (Signed(opening, currency, place), Signed(closing, currency, place));
        var first = DayOf(opening.Day, $"{place}, opening balance");
        var last = DayOf(closing.Day, $"{place}, closing balance");
        if (last < first) throw Refuse(place, $"it closes on {last:yyyy-MM-dd}, before it opens on {first:yyyy-MM-dd}");
        if (last > today.AddDays(1)) throw Refuse(place, $"it closes on {last:yyyy-MM-dd}, which has not come");

        var all = new EntryReading(place, file, currency).Read(given.Entries);
        var booked = all.Where(one => one.IsBooked).Select(one => one.Entry).ToList();
        if (booked.FirstOrDefault(one => one.BookedOn < first || one.BookedOn > last) is { } stray)
            throw Refuse(
                place, $"an entry is booked on {stray.BookedOn:yyyy-MM-dd}, and the statement is of " +
                $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}");

        var sum = booked.Aggregate((Int128)opened, (at, one) => at + one.Minor);
        if (sum != closed)
            throw Refuse(
                place, $"it opens with {new Money(opened, currency)}, its booked entries come to " +
                $"{Shown(sum - opened, currency)}, and it closes with {new Money(closed, currency)}: " +
                $"{Shown(closed - sum, currency)} are missing");
        return new(account, currency, given.Id, first, opened, last, closed, [.. booked.Where(one => one.Minor != 0)])
        {
            Pending = [.. all.Where(one => !one.IsBooked).Select(one => one.Entry)],
        };
    }

    /// <summary>OPBD, or PRCD, the last closing one; and CLBD. What is available is not looked at.</summary>
    private (GivenBalance Opening, GivenBalance Closing) BalancesOf(GivenStatement given, string place)
    {
        return (Only("OPBD", "PRCD"), Only("CLBD"));

        GivenBalance Only(params string[] codes)
        {
            foreach (var code in codes)
            {
                var those = given.Balances.Where(one => one.Code == code).ToList();
                if (those.Count > 1) throw Refuse(place, $"it has {those.Count} balances {code}");
                if (those is [{ Amount: not null } one]) return one;
            }

            throw Refuse(place, $"it has no balance {codes[0]}");
        }
    }

    private long Signed(GivenBalance balance, string currency, string place)
    {
        var at = $"{place}, balance {balance.Code}";
        return CamtValues.Signed(balance.Amount!, balance.Sign, currency, why => Refuse(at, why));
    }

    private DateOnly DayOf(string? text, string place) => CamtValues.DayOf(text, why => Refuse(place, why));

    private InvalidOperationException Refuse(string place, string why) => CamtFile.Refusal(file, $"{place}: {why}");

    private static string Shown(Int128 minor, string currency) =>
        minor >= long.MinValue && minor <= long.MaxValue ? $"{new Money((long)minor, currency)}"
        : $"{minor.ToString(CultureInfo.InvariantCulture)} of the smallest unit";
}
