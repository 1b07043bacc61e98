using Charging.Rating.Pricing;

namespace Charging.Rating;

/// <summary>The session cannot be priced yet: its bridge has not served its legs.</summary>
internal sealed record DetailAwaited : PriceAnswer;
