using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>What asking for a session's price comes to: a <see cref="Quote"/>, or a <see cref="Rejection"/>.</summary>
internal abstract record PriceAnswer;

/// <summary>The price of a session: the lines' exact sum in the currency's main unit, and that sum rounded once.</summary>
internal sealed record Quote(Money Charge, Rational Exact, IReadOnlyList<RatingLine> Lines) : PriceAnswer;

/// <summary>Why a session is not charged as it came; the detail is for people.</summary>
internal sealed record Rejection(QuarantineCode Code, string Detail) : PriceAnswer;
