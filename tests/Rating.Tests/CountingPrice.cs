using Charging.Contracts;
using Charging.Rating.Pricing;

namespace Charging.Rating.Tests;

/// <summary>Some cents a message beyond the allowance; without an allowance it counts all of them.</summary>
internal sealed class CountingPrice : PriceEntry
{
    public const string Code = "counting";

    public override bool ChargesEachLeg => false;

    public required LinePrice Each { get; init; }

    public required bool IsAllowance { get; init; }

    /// <summary>So many messages are free in each month or day; null counts and lets nobody off.</summary>
    public static PricePlan Plan(long? free, Period every = Period.Month, int centsEach = 1)
    {
        var price = new CountingPrice
        {
            Service = Service.Message,
            Destinations = [""],
            Each = new LinePrice("message", "message", new Rational(centsEach, 100), 1),
            IsAllowance = free is not null,
        };
        return new PricePlan([price])
        {
            Code = Code,
            Name = Code,
            Currency = "EUR",
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"),
            ValidFrom = new DateOnly(2026, 1, 1),
            Rounding = Rounding.HalfUp,
            Allowances = free is null ? [] : [new Allowance(Service.Message, every, free.Value)],
        };
    }

    /// <summary>What it counts it counts from the counter of that plan and month, allowance or not.</summary>
    public static CountedSession Told(PricePlan plan, SessionEnded session)
    {
        var counter = plan.CounterOf(session) ?? new Counter(
            session.CustomerId, Code, Service.Message, CounterKind.Tiers, Period.Month, new DateOnly(2026, 11, 1));
        return new CountedSession(session, new CountedPrice(plan, counter), Sample.Start);
    }

    public static SessionEnded Messages(string sessionId, long quantity, string customerId = "acme") =>
        Sample.Counted(Service.Message, quantity) with { SessionId = sessionId, CustomerId = customerId };

    public override void Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        var quantity = (long)session.Quantity.GetValueOrDefault();
        var free = Math.Min(meter.Free, quantity);
        meter.Count(IsAllowance ? free : quantity);
        if (quantity > free) meter.Lines.Add(Each, quantity - free);
    }
}
