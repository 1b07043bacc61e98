using System.Collections.Frozen;

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

    /// <summary>Every local date and time of day of this plan is by it.</summary>
    public required LocalCalendar Calendar { get; init; }

    public TimeZoneInfo Zone => Calendar.Zone;

    /// <summary>This version rates sessions that start on this local date or later.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>How addresses are read, and what is too much: the worker's, and not the plan's.</summary>
    public PricingSettings Settings { get; private set; } = PricingSettings.None;

    /// <summary>1 as first applied; one more with each correction of this version.</summary>
    public int Revision { get; private set; } = 1;

    public required Rounding Rounding { get; init; }

    /// <summary>The least that a session which costs anything costs.</summary>
    public Rational? MinimumCharge { get; init; }

    /// <summary>The most that a session costs.</summary>
    public Rational? MaximumCharge { get; init; }

    /// <summary>At most one for a service, and none where the service has tiers over a month.</summary>
    public IReadOnlyList<Allowance> Allowances { get; init; } = [];

    /// <summary>For people: code and date.</summary>
    public string Version => $"plan '{Code}' of {ValidFrom:O}";

    /// <summary>The same plan, known as this revision of its version.</summary>
    public PricePlan AsRevision(int revision)
    {
        var plan = (PricePlan)MemberwiseClone();
        plan.Revision = revision;
        return plan;
    }

    /// <summary>The same plan, pricing by these settings.</summary>
    public PricePlan Under(PricingSettings settings)
    {
        var plan = (PricePlan)MemberwiseClone();
        plan.Settings = settings;
        return plan;
    }

    public DateOnly LocalDate(DateTime utc) => Calendar.DateOf(utc);

    /// <summary>The counter that the session's price depends on and that it adds to; null when there is none.</summary>
    public Counter? CounterOf(SessionEnded session)
    {
        if (AllowanceFor(session.Service) is { } allowance)
            return CountedBy(session, CounterKind.Allowance, allowance.Every);
        return prices.TryGetValue(session.Service, out var service) && service.CountsByMonth(session, Settings.Numbers)
            ? CountedBy(session, CounterKind.Tiers, Period.Month)
            : null;
    }

    /// <summary>The price, unless that depends on a counter.</summary>
    public PriceAnswer AnswerTo(SessionEnded session) =>
        CounterOf(session) is { } counter ? new CountedPrice(this, counter) : PriceOf(session);

    /// <param name="session">One that passed the screening.</param>
    /// <param name="used">What its counter stands at before it; see <see cref="CounterOf"/>.</param>
    public PriceAnswer PriceOf(SessionEnded session, long used = 0) => LocalDate(session.StartedAt) < ValidFrom
        ? NotYet(session.StartedAt)
        : PriceAtAnyDate(session, used);

    /// <summary>As if this version had held at any time: to try it on sessions from before its first day.</summary>
    /// <param name="session">One that passed the screening.</param>
    /// <param name="used">What its counter stands at before it.</param>
    public PriceAnswer PriceAtAnyDate(SessionEnded session, long used)
    {
        if (!prices.TryGetValue(session.Service, out var service))
            return NoPrice($"for {Words.Of(session.Service)}");

        try
        {
            var allowance = AllowanceFor(session.Service)?.Quantity ?? 0;
            var meter = new Meter(used, allowance, Calendar, Settings.Numbers);
            return service.Charge(session, meter) is { } unpriced ? Reject(unpriced) : Total(meter);
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

    private Allowance? AllowanceFor(Service service)
    {
        foreach (var allowance in Allowances)
        {
            if (allowance.Service == service) return allowance;
        }

        return null;
    }

    private Counter CountedBy(SessionEnded session, CounterKind kind, Period every)
    {
        var day = LocalDate(session.StartedAt);
        var startsOn = every == Period.Month ? new DateOnly(day.Year, day.Month, 1) : day;
        return new Counter(session.CustomerId, Code, session.Service, kind, every, startsOn);
    }

    private Rejection NoPrice(string what) => new(QuarantineCode.NoPrice, $"The {Version} has no price {what}.");

    private Rejection Reject(Unpriced unpriced) => unpriced.Code == QuarantineCode.NoPrice
        ? NoPrice(unpriced.Detail)
        : new Rejection(unpriced.Code, unpriced.Detail);

    private PriceAnswer Total(Meter meter)
    {
        var lines = meter.Lines.ToLines();
        var exact = Sum(lines);
        if (Limit(exact) is { } limit)
        {
            lines = [.. lines, limit];
            exact += limit.Amount;
        }

        var charge = Rounding.ToMoney(exact, Currency);
        return MaximumCharge is null && Settings.Ceilings.Over(charge, this) is { } over
            ? over
            : new Quote(charge, exact, lines, this) { Counted = meter.Counted, Addresses = meter.Addresses };
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
