using System.Collections.Frozen;
using Charging.Rating.Numbers;

namespace Charging.Rating.Pricing;

/// <summary>
/// The prices of one service. Of the entries whose destination is a prefix of the address the longest wins, then the
/// earlier one. Found by looking up the address's own prefixes: ten thousand destinations cost no more than ten.
/// </summary>
/// <remarks>
/// Where no entry names a destination the address decides nothing, and whatever stands there is taken. Where one does,
/// the entry for any destination is for every telephone number; what is none is priced only if the plan names it.
/// </remarks>
internal sealed class ServicePrices
{
    private readonly FrozenDictionary<string, PriceEntry>.AlternateLookup<ReadOnlySpan<char>> byDestination;
    private readonly PriceEntry? anyDestination;
    private readonly int longestDestination;
    private readonly bool namesNumbers;
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
        namesNumbers = first.Keys.Any(destination => destination.StartsWith('+'));
        anyDestination = first.GetValueOrDefault("");
        byDestination = first.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private bool AddressDecides => longestDestination > 0;

    /// <summary>Null once all is on the meter; else why there is no price.</summary>
    public Unpriced? Charge(SessionEnded session, Meter meter)
    {
        if (!eachLeg) return Charge(session, null, meter);

        foreach (var leg in session.Legs)
        {
            if (Charge(session, leg, meter) is { } unpriced) return unpriced;
        }

        return null;
    }

    /// <summary>Whether the session's price depends on what the customer's month has come to.</summary>
    public bool CountsByMonth(SessionEnded session, Numbering numbers) => someCountByMonth &&
        EntryFor(session, DecidingLeg(session, numbers), numbers).Entry is { CountsByMonth: true };

    private Unpriced? Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        var decides = leg ?? DecidingLeg(session, meter.Numbers);
        var (entry, address) = EntryFor(session, decides, meter.Numbers);
        if (entry is null) return WhyUnpriced(session, decides, address);
        if (address.Kind == AddressKind.Number) meter.PricedAs(decides!.Address!, address.Text);
        entry.Charge(session, leg, meter);
        return null;
    }

    /// <summary>
    /// A plan that writes no destination as a number goes by forms of its own, of which the address is none.
    /// </summary>
    private Unpriced WhyUnpriced(SessionEnded session, Leg? leg, ReadAddress address) =>
        address.Kind == AddressKind.Number || namesNumbers || anyDestination is not null
            ? Unpriced.Of(session, leg, address)
            : Unpriced.NoPrice(session, leg?.Address ?? "");

    /// <summary>Where no entry names a destination, the address is not even read.</summary>
    private (PriceEntry? Entry, ReadAddress Address) EntryFor(SessionEnded session, Leg? leg, Numbering numbers)
    {
        if (!AddressDecides) return (anyDestination, default);

        var address = numbers.Read(session.Source, leg?.Address);
        return address.Kind switch
        {
            AddressKind.Number => (Longest(address.Text) ?? anyDestination, address),
            AddressKind.Withheld when MayBeWithheld(session, leg) => (anyDestination, address),
            _ => (OwnForm(leg?.Address) ?? OwnForm(address.Text), address),
        };
    }

    /// <summary>What begins like a number and is none is no form of the plan's own.</summary>
    private PriceEntry? OwnForm(string? text) => text is null or ['+', ..] ? null : Longest(text);

    /// <summary>Of those that name a destination.</summary>
    private PriceEntry? Longest(string address)
    {
        for (var length = Math.Min(address.Length, longestDestination); length > 0; length--)
        {
            if (byDestination.TryGetValue(address.AsSpan(0, length), out var entry)) return entry;
        }

        return null;
    }

    /// <summary>
    /// Of a session that is charged as one, the first leg; the first that has an address where a caller who withholds
    /// his number is listed before it.
    /// </summary>
    private Leg? DecidingLeg(SessionEnded session, Numbering numbers)
    {
        var first = session.Legs.Count > 0 ? session.Legs[0] : null;
        if (first is not { Direction: LegDirection.Inbound } || !AddressDecides || !IsWithheld(first)) return first;
        return session.Legs.FirstOrDefault(leg => !IsWithheld(leg)) ?? first;

        bool IsWithheld(Leg leg) => numbers.Read(session.Source, leg.Address).Kind == AddressKind.Withheld;
    }

    /// <summary>
    /// Whoever comes in may withhold his number, and from the web he has none; a call that goes out goes to a number.
    /// </summary>
    private static bool MayBeWithheld(SessionEnded session, Leg? leg) =>
        session.Service != Service.Voice || leg?.Direction == LegDirection.Inbound;
}
