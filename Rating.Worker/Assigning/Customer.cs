using Charging.Rating.Plans;
using Charging.Rating.Pricing;

namespace Charging.Rating.Assigning;

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

    /// <summary>Of the customer's assignments that have begun when the session starts, the latest decides.</summary>
    /// <param name="session">Names customer and start.</param>
    /// <param name="customer">Null if unknown.</param>
    /// <param name="plan">The versions of a plan by its code, null if there is none.</param>
    public static PlanChoice PlanFor(SessionEnded session, Customer? customer, Func<string, PlanVersions?> plan)
    {
        if (customer is null)
        {
            return new PlanChoice(null, new Rejection(QuarantineCode.UnknownCustomer,
                $"Nobody is known by customerId '{session.CustomerId}'; tell a CustomerChanged, then replay."));
        }

        foreach (var assignment in customer.LatestFirst)
        {
            var versions = plan(assignment.PlanCode);
            var started = versions?.LocalDate(session.StartedAt) ?? DateOnly.FromDateTime(session.StartedAt);
            if (started < assignment.ValidFrom) continue;
            return versions?.At(session.StartedAt)
                ?? PlanChoice.None($"Customer '{customer.CustomerId}' is on plan '{assignment.PlanCode}', which is " +
                    "not there; apply it, then replay.");
        }

        return PlanChoice.None($"Customer '{customer.CustomerId}' has no plan at {session.StartedAt:O}.");
    }
}
