using System.Globalization;

namespace Charging.Rating.Tests.Vectors;

/// <summary>
/// A case that was found in the tests of another engine: our plan and session for the same arithmetic, and what the
/// price must be. The figures are theirs, the words and the plans our own.
/// </summary>
internal sealed record Vector
{
    private const string Header = "code: vector\ntimeZone: UTC\nvalidFrom: 2000-01-01\n";

    public required string Id { get; init; }

    /// <summary>What the case shows.</summary>
    public required string Says { get; init; }

    /// <summary>Path and test in the engine's repository, or the number of its issue.</summary>
    public required string Found { get; init; }

    /// <summary>All but code, time zone (UTC) and first day; in euros unless it names a currency.</summary>
    public string? Plan { get; init; }

    /// <summary>The start of the one leg; a Monday morning if left out.</summary>
    public string From { get; init; } = "2026-01-05T09:00:00Z";

    /// <summary>The end of the one leg, unless <see cref="Seconds"/> says its length.</summary>
    public string? To { get; init; }

    public decimal Seconds { get; init; }

    /// <summary>So much of the beginning has been charged already, and is taken off the price.</summary>
    public int ChargedSeconds { get; init; }

    public string? Address { get; init; }

    /// <summary>Of the quantities.</summary>
    public Service Service { get; init; } = Service.Message;

    /// <summary>One session each, of messages or data, in this order, all of one customer and month.</summary>
    public long[] Quantities { get; init; } = [];

    /// <summary>What the customer's counter stands at before.</summary>
    public long Used { get; init; }

    /// <summary>A number to be rounded, instead of a plan and a session.</summary>
    public RoundedNumber? Round { get; init; }

    /// <summary>The exact price, of all sessions together; or the number once it is rounded.</summary>
    public string? Exact { get; init; }

    public string? Charge { get; init; }

    /// <summary>The amounts of the price's lines, which tell into what parts the session was cut.</summary>
    public string[]? Lines { get; init; }

    /// <summary>The code for which there is no price at all.</summary>
    public string? Rejected { get; init; }

    /// <summary>What the other engine says, in a case that must not be done the same.</summary>
    public string? Wrong { get; init; }

    /// <summary>The price of each session, the counters running along.</summary>
    public IReadOnlyList<PriceAnswer> Price()
    {
        var plan = Sample.Read(Plan!.Contains("currency:", StringComparison.Ordinal)
            ? Header + Plan
            : $"{Header}currency: EUR\n{Plan}");
        var answers = new List<PriceAnswer>();
        var used = Used;
        foreach (var session in Sessions())
        {
            answers.Add(Screening.Check(session) ?? plan.PriceOf(session, used));
            used += (answers[^1] as Quote)?.Counted ?? 0;
        }

        return answers;
    }

    /// <summary>The exact price of the beginning that has been charged already.</summary>
    public Rational ChargedBefore() => ChargedSeconds == 0
        ? Rational.Zero
        : ((Quote)(this with { To = null, Seconds = ChargedSeconds }).Price().Single()).Exact;

    public override string ToString() => $"{Id}: {Says}";

    private IEnumerable<SessionEnded> Sessions() => Quantities.Length > 0
        ? Quantities.Select(quantity => Sample.Counted(Service, quantity))
        : [Call(Moment(From), To is null ? Length : Moment(To) - Moment(From))];

    private TimeSpan Length => TimeSpan.FromTicks((long)(Seconds * TimeSpan.TicksPerSecond));

    private SessionEnded Call(DateTime from, TimeSpan length) => Sample.Session with
    {
        StartedAt = from,
        EndedAt = from + length,
        Legs = [Sample.Leg with { Address = Address, ConnectedAt = from, DisconnectedAt = from + length }],
    };

    private static DateTime Moment(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}

/// <summary>A number that is rounded to so many digits after the point.</summary>
internal sealed record RoundedNumber
{
    public required decimal Value { get; init; }

    public required int Digits { get; init; }

    public required Rounding Mode { get; init; }

    public Rational Rounded()
    {
        var scale = Enumerable.Repeat(10L, Digits).Aggregate(1L, (product, ten) => product * ten);
        return new Rational(Mode.Whole((Rational)Value * scale), scale);
    }
}
