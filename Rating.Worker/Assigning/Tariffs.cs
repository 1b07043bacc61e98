using Charging.Rating.Plans;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Assigning;

/// <summary>
/// Whose session is priced by which plan. From memory; the database is asked only before a session is set aside.
/// </summary>
internal sealed class Tariffs(Customers customers, PricePlans plans)
{
    /// <summary>
    /// The price, or why there is none, after everything that can be checked has been; or that its legs are awaited.
    /// </summary>
    /// <param name="session">As it came.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops the wait for the database.</param>
    public async ValueTask<PriceAnswer> PriceOf(SessionEnded session, DateTime now, CancellationToken cancellationToken)
    {
        if ((Screening.CheckAnnounced(session) ?? Screening.CheckDates(session, now)) is { } rejection)
            return rejection;
        if (Screening.AwaitsDetail(session)) return new LegsAwaited();

        var choice = Customer.PlanFor(session, customers.Remembered(session.CustomerId), plans.Remembered);
        if (choice.Reason is not null) choice = await ChooseAnew(session, cancellationToken);
        return choice.Reason ?? choice.Plan!.AnswerTo(session);
    }

    /// <summary>Of what the tables have now.</summary>
    private async Task<PlanChoice> ChooseAnew(SessionEnded session, CancellationToken cancellationToken)
    {
        var customer = await customers.FindAnew(session.CustomerId, cancellationToken);
        var versions = new Dictionary<string, PlanVersions?>();
        foreach (var code in customer?.Plans.Select(plan => plan.PlanCode).Distinct() ?? [])
            versions[code] = await plans.FindAnew(code, cancellationToken);
        return Customer.PlanFor(session, customer, versions.GetValueOrDefault);
    }
}
