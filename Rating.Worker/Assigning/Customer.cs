using Charging.Contracts;

namespace Charging.Rating;

/// <summary>What rating needs to know of a customer: which plan counts from when.</summary>
internal sealed record Customer(string CustomerId, long Version, IReadOnlyList<PlanAssignment> Plans)
{
    private const int LongestId = 200;

    /// <exception cref="FormatException">The id is empty or too long, or an assignment names no plan.</exception>
    public static Customer Of(CustomerChanged changed)
    {
        if (string.IsNullOrWhiteSpace(changed.CustomerId) || changed.CustomerId.Length > LongestId)
            throw new FormatException(
                $"A customerId has 1 to {LongestId} characters; this one has {changed.CustomerId.Length}.");
        return changed.Plans.All(assignment => assignment is { PlanCode.Length: > 0 })
            ? new Customer(changed.CustomerId, changed.Version, changed.Plans)
            : throw new FormatException($"A plan of customer '{changed.CustomerId}' has no planCode; name the plan.");
    }

    /// <summary>Latest first; of two that count from the same day, the later in the list.</summary>
    public IReadOnlyList<PlanAssignment> LatestFirst { get; } =
        [.. Plans.Reverse().OrderByDescending(plan => plan.ValidFrom)];
}
