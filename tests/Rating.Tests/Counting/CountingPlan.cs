namespace Charging.Rating.Tests;

/// <summary>Plans for messages that count them, and sessions of messages.</summary>
internal static class CountingPlan
{
    /// <summary>So many messages are free in each period, the others cost some cents each.</summary>
    public static PricePlan Plan(long free, Period every = Period.Month, int centsEach = 1) => Read($$"""
        allowances: [ { service: message, messages: {{free}}, every: {{Words.Of(every)}} } ]
        prices: [ { service: message, quantity: { model: perUnit, tiers: [ { price: {{centsEach / 100m}} } ] } } ]
        """);

    /// <summary>So many messages of each month cost a cent each, the others two.</summary>
    public static PricePlan Tiers(long cheap) => Read($$"""
        prices:
          - service: message
            quantity:
              model: graduated
              over: month
              tiers: [ { upTo: {{cheap}}, price: 0.01 }, { price: 0.02 } ]
        """);

    public static CountedSession Told(PricePlan plan, SessionEnded session) =>
        new(session, new CountedPrice(plan, plan.CounterOf(session)!), Sample.Start);

    public static SessionEnded Messages(string sessionId, long quantity, string customerId = "acme") =>
        Sample.Counted(Service.Message, quantity) with { SessionId = sessionId, CustomerId = customerId };

    private static PricePlan Read(string yaml) => Sample.Read($"""
        code: counting
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        {yaml}
        """);
}
