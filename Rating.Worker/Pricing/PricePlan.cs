using System.Collections.Frozen;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>
/// One version of a price plan: what a session costs. Exact until the total is rounded, once, to the currency's
/// smallest unit. It looks at no clock: the same session has the same price today and in a year.
/// </summary>
internal sealed class PricePlan
{
    private readonly FrozenDictionary<Service, ServicePrices> prices;

    /// <param name="entries">In the order in which the plan lists them.</param>
    public PricePlan(IEnumerable<PriceEntry> entries) => prices = entries
        .GroupBy(entry => entry.Service)
        .ToFrozenDictionary(group => group.Key, group => new ServicePrices(group));

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Every local date and time of day of this plan is in this zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>This version rates sessions that start on this local date or later.</summary>
    public required DateOnly ValidFrom { get; init; }

    public required Rounding Rounding { get; init; }

    /// <summary>The least that a session which costs anything costs.</summary>
    public Rational? MinimumCharge { get; init; }

    /// <summary>The most that a session costs.</summary>
    public Rational? MaximumCharge { get; init; }

    /// <summary>For people: code and date.</summary>
    public string Version => $"plan '{Code}' of {ValidFrom:O}";

    public DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    /// <param name="session">One that passed <see cref="Screening"/>.</param>
    public PriceAnswer PriceOf(SessionEnded session)
    {
        if (LocalDate(session.StartedAt) < ValidFrom)
            return NotYet(session.StartedAt);
        if (!prices.TryGetValue(session.Service, out var service))
            return NoPrice($"for {Words.Of(session.Service)}");

        try
        {
            var sheet = new LineSheet();
            return service.Charge(session, sheet) is { } address
                ? NoPrice($"for {Words.Of(session.Service)} to '{address}'")
                : Total(sheet.ToLines());
        }
        catch (OverflowException)
        {
            return new Rejection(QuarantineCode.TooLarge,
                $"Its price by {Version} is more than can be booked in {Currency}.");
        }
    }

    /// <summary>Why a session that started before this version is not priced by it.</summary>
    public Rejection NotYet(DateTime startedAt) => new(QuarantineCode.NoPlan,
        $"Plan '{Code}' is valid from {ValidFrom:O} ({Zone.Id}); the session started at {startedAt:O}.");

    private Rejection NoPrice(string what) => new(QuarantineCode.NoPrice, $"The {Version} has no price {what}.");

    private Quote Total(RatingLine[] lines)
    {
        var exact = Sum(lines);
        if (Limit(exact) is { } limit)
        {
            lines = [.. lines, limit];
            exact += limit.Amount;
        }

        return new Quote(Rounding.ToMoney(exact, Currency), exact, lines, this);
    }

    private static Rational Sum(RatingLine[] lines)
    {
        var sum = Rational.Zero;
        foreach (var line in lines) sum += line.Amount;
        return sum;
    }

    /// <summary>A limit that takes effect is a line of its own, negative for a cut.</summary>
    private RatingLine? Limit(Rational exact)
    {
        if (exact.Sign > 0 && exact < MinimumCharge) return LimitLine("minimum charge", MinimumCharge.Value - exact);
        return exact > MaximumCharge ? LimitLine("maximum charge", MaximumCharge.Value - exact) : null;
    }

    private static RatingLine LimitLine(string description, Rational difference) => new()
    {
        Description = description,
        Quantity = 1,
        Unit = "session",
        UnitPrice = difference,
        Amount = difference,
    };
}
