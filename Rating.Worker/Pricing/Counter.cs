namespace Charging.Rating.Pricing;

/// <summary>
/// What is counted for a customer over a calendar day or month of the plan's zone: how much of an allowance is used up,
/// or how far the month's tiers have come. A session adds to one counter at most, that of the period in which it
/// starts. Counted in milliseconds for time, else in raw messages or bytes.
/// </summary>
internal sealed record Counter(
    string CustomerId, string PlanCode, Service Service, CounterKind Kind, Period Every, DateOnly StartsOn);

internal enum CounterKind
{
    Allowance,
    Tiers,
}

internal enum Period
{
    Day,
    Month,
}

/// <summary>What is free for a customer of the plan in each period: milliseconds, messages or bytes.</summary>
internal sealed record Allowance(Service Service, Period Every, long Quantity);
