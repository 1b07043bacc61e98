using Charging.Contracts;
using Charging.Rating.Pricing;

namespace Charging.Rating.Tests;

/// <summary>Sessions and plans to begin a test with.</summary>
internal static class Sample
{
    public static readonly DateTime Start = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    public static readonly Leg Leg = new()
    {
        LegId = "1",
        Address = "+420222333444",
        ConnectedAt = Start,
        DisconnectedAt = Start.AddMinutes(10),
    };

    public static readonly SessionEnded Session = new()
    {
        Source = "bridge-7.prague.example",
        SessionId = "8f1c",
        CustomerId = "acme",
        Service = Service.Voice,
        StartedAt = Start,
        EndedAt = Start.AddMinutes(10),
        Legs = [Leg],
    };

    /// <summary>To the millisecond, as the wire has it.</summary>
    public static DateTime AnHourAgo()
    {
        var time = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        return new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    public static SessionEnded Call(double seconds, string? address = "+420222333444") =>
        Conference((seconds, address));

    /// <summary>All legs begin with the session; the longest ends with it.</summary>
    public static SessionEnded Conference(params IReadOnlyList<(double Seconds, string? Address)> legs) => Session with
    {
        EndedAt = After(legs.Max(leg => leg.Seconds)),
        Legs =
        [
            .. legs.Select((leg, i) => Leg with
            {
                LegId = $"{i}",
                Address = leg.Address,
                DisconnectedAt = After(leg.Seconds),
            }),
        ],
    };

    private static DateTime After(double seconds) =>
        Start.AddMilliseconds(Math.Round(seconds * 1000, MidpointRounding.AwayFromZero));

    public static SessionEnded Counted(Service service, decimal quantity) =>
        Session with { Service = service, Quantity = quantity, Legs = [] };

    /// <summary>A plan for voice in euros with these entries, each as YAML in braces.</summary>
    public static PricePlan Plan(string entries, string header = "") => Read($$"""
        code: sample
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        {{header}}
        prices: [ {{entries}} ]
        """);

    public static PricePlan Read(string yaml)
    {
        var reading = PlanReader.Read("sample.yaml", yaml);
        return reading.Plan ?? throw new AssertionException(string.Join('\n', reading.Errors));
    }

    /// <summary>A plan for voice with these steps and further keys of the entry.</summary>
    public static PricePlan ByTime(string steps, string more = "") =>
        Plan($$"""{ service: voice, steps: [ {{steps}} ]{{(more.Length == 0 ? "" : ", " + more)}} }""");

    public static Quote QuoteFor(this PricePlan plan, SessionEnded session) =>
        plan.PriceOf(session) as Quote ?? throw new AssertionException(plan.PriceOf(session).ToString());

    public static Rational Exact(this PricePlan plan, SessionEnded session) => plan.QuoteFor(session).Exact;
}
