using System.Text.Json.Serialization;

namespace Charging.Rating.Pricing;

/// <summary>
/// What asking for a session's price comes to: a <see cref="Quote"/>, a <see cref="Rejection"/>, or, where a counter
/// has its say, a <see cref="CountedPrice"/>; or not yet: <see cref="LegsAwaited"/>.
/// </summary>
internal abstract record PriceAnswer
{
    /// <summary>The session with the legs that its bridge served; null where it came with its legs.</summary>
    [JsonIgnore]
    public SessionEnded? Completed { get; init; }
}

/// <summary>A session's price: the lines' exact sum in the currency's main unit, and that sum rounded once.</summary>
internal sealed record Quote(
    Money Charge, Rational Exact, IReadOnlyList<RatingLine> Lines, [property: JsonIgnore] PricePlan Plan) : PriceAnswer
{
    /// <summary>What the session adds to its counter.</summary>
    [JsonIgnore]
    public long Counted { get; init; }

    /// <summary>The numbers by which addresses were priced that came in another form; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Addresses { get; init; }
}

/// <summary>It depends on what the counter stands at, and is asked of the plan where that is locked.</summary>
internal sealed record CountedPrice(PricePlan Plan, Counter Counter) : PriceAnswer;

/// <summary>The session cannot be priced yet: its bridge has not served its legs.</summary>
internal sealed record LegsAwaited : PriceAnswer;

/// <summary>Why a session is not charged as it came; the detail is for people.</summary>
internal sealed record Rejection(QuarantineCode Code, string Detail) : PriceAnswer
{
    /// <summary>Where in its JSON, such as $.legs[0].connectedAt; null for no one place.</summary>
    [JsonIgnore]
    public string? Path { get; init; }

    public static Rejection Conflict(SessionEnded session) => new(
        QuarantineCode.Conflict,
        $"'{session.Source}' has told session '{session.SessionId}' before with other content; the first stays. " +
        "If this one is right too, have it sent under a sessionId of its own.");
}
