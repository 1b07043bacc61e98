using System.Globalization;
using System.Text.Json;
using Charging.Contracts.Cards;

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
    public static DateTime AnHourAgo() => Wire.Moment(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

    public static SessionEnded Call(double seconds, string? address = "+420222333444") =>
        Conference((seconds, address));

    /// <summary>A call with one leg as long as itself.</summary>
    public static SessionEnded CallAt(string start, TimeSpan length)
    {
        var startedAt = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).UtcDateTime;
        return CallAt(startedAt, length);
    }

    public static SessionEnded CallAt(DateTime start, TimeSpan length) => Session with
    {
        StartedAt = start,
        EndedAt = start + length,
        Legs = [Leg with { ConnectedAt = start, DisconnectedAt = start + length }],
    };

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

    /// <summary>As on the wire; records with lists in them do not compare by what these hold.</summary>
    public static string Json(SessionEnded session) => JsonSerializer.Serialize(session, Wire.Json);

    /// <summary>What its bytes say once they are masked.</summary>
    public static string ReadMasked(SessionEnded session) => Json(JsonSerializer.Deserialize<SessionEnded>(
        CardMask.Of(JsonSerializer.SerializeToUtf8Bytes(session, Wire.Json)), Wire.Json)!);

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

    /// <summary>The plan is refused, and one of the reasons names this line and says this.</summary>
    public static void AssertRefused(string yaml, int line, string message)
    {
        var reading = PlanReader.Read("plan.yaml", yaml);

        Assert.That(reading.Plan, Is.Null);
        Assert.That(
            reading.Errors.Select(error => error.ToString()),
            Has.Some.StartsWith($"plan.yaml:{line}: ").And.Contains(message));
    }

    /// <summary>A plan for voice with these steps and further keys of the entry.</summary>
    public static PricePlan ByTime(string steps, string more = "") =>
        Plan($$"""{ service: voice, steps: [ {{steps}} ]{{(more.Length == 0 ? "" : ", " + more)}} }""");

    /// <summary>A plan of one entry, as YAML in braces, with something free in each period.</summary>
    public static PricePlan WithAllowance(string entry, Allowance allowance, LocalCalendar? calendar = null)
    {
        var errors = new PlanErrors("sample.yaml");
        var read = EntryReader.Read(YamlTree.Parse(entry)[0].Root, "", errors);
        if (errors.Any) throw new AssertionException(string.Join('\n', errors.All));
        return new PricePlan([read])
        {
            Code = "sample",
            Name = "sample",
            Currency = "EUR",
            Calendar = calendar ?? new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"), []),
            ValidFrom = new DateOnly(2000, 1, 1),
            Rounding = Rounding.HalfUp,
            Allowances = [allowance],
        };
    }

    /// <param name="plan">Prices it.</param>
    /// <param name="session">One that it can price.</param>
    /// <param name="used">What the session's counter stands at before it.</param>
    public static Quote QuoteFor(this PricePlan plan, SessionEnded session, long used = 0)
    {
        var answer = plan.PriceOf(session, used);
        return answer as Quote ?? throw new AssertionException(answer.ToString());
    }

    /// <param name="plan">One that counts.</param>
    /// <param name="session">One that it prices.</param>
    /// <param name="used">What the session's counter stands at before it.</param>
    public static Quote QuoteAt(this PricePlan plan, SessionEnded session, long used) =>
        plan.PriceOf(session, used) as Quote
            ?? throw new AssertionException(plan.PriceOf(session, used).ToString());

    public static Rational Exact(this PricePlan plan, SessionEnded session) => plan.QuoteFor(session).Exact;
}
