using System.Collections.Frozen;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>
/// The prices of one service. Of the entries whose destination is a prefix of the address the longest wins, then the
/// earlier one. Found by looking up the address's own prefixes: ten thousand destinations cost no more than ten.
/// </summary>
internal sealed class ServicePrices
{
    private readonly FrozenDictionary<string, PriceEntry>.AlternateLookup<ReadOnlySpan<char>> byDestination;
    private readonly int longestDestination;
    private readonly bool eachLeg;
    private readonly bool someCountByMonth;

    /// <param name="entries">In the plan's order; they agree on what is charged: each leg, or the session.</param>
    public ServicePrices(IEnumerable<PriceEntry> entries)
    {
        var first = new Dictionary<string, PriceEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var destination in entry.Destinations) first.TryAdd(destination, entry);
            eachLeg = entry.ChargesEachLeg;
            someCountByMonth |= entry.CountsByMonth;
        }

        longestDestination = first.Keys.Max(destination => destination.Length);
        byDestination = first.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Null once all is on the meter; else the address for which there is no price.</summary>
    public string? Charge(SessionEnded session, Meter meter)
    {
        if (!eachLeg) return Charge(session, null, AddressOf(session), meter);

        foreach (var leg in session.Legs)
        {
            if (Charge(session, leg, AddressOf(leg), meter) is { } unpriced) return unpriced;
        }

        return null;
    }

    /// <summary>Whether the session's price depends on what the customer's month has come to.</summary>
    public bool CountsByMonth(SessionEnded session) =>
        someCountByMonth && EntryFor(AddressOf(session)) is { CountsByMonth: true };

    private string? Charge(SessionEnded session, Leg? leg, string address, Meter meter)
    {
        if (EntryFor(address) is not { } entry) return address;
        entry.Charge(session, leg, meter);
        return null;
    }

    private PriceEntry? EntryFor(string address)
    {
        for (var length = Math.Min(address.Length, longestDestination); length >= 0; length--)
        {
            if (byDestination.TryGetValue(address.AsSpan(0, length), out var entry)) return entry;
        }

        return null;
    }

    /// <summary>The first leg's, for a session that is charged as one.</summary>
    private static string AddressOf(SessionEnded session) => AddressOf(session.Legs.Count > 0 ? session.Legs[0] : null);

    private static string AddressOf(Leg? leg) => leg?.Address ?? "";
}
