using Charging.Contracts;
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

        var choice = Choose(session);
        if (choice.Reason is not null)
        {
            await Refresh(session.CustomerId, cancellationToken);
            choice = Choose(session);
        }

        return choice.Reason ?? choice.Plan!.AnswerTo(session);
    }

    private PlanChoice Choose(SessionEnded session) =>
        Customer.PlanFor(session, customers.Find(session.CustomerId), plans.Find);

    private async Task Refresh(string customerId, CancellationToken cancellationToken)
    {
        await customers.Refresh(customerId, cancellationToken);
        var codes = customers.Find(customerId)?.Plans.Select(plan => plan.PlanCode).Distinct() ?? [];
        await Task.WhenAll(codes.Select(code => plans.Refresh(code, cancellationToken)));
    }
}
