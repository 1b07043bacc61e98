using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>
/// What sessions come to by a plan, and by another one beside it. A session that comes again is priced once, as a
/// session that is published again is charged once.
/// </summary>
/// <param name="plan">The one that is tried.</param>
/// <param name="against">Null if there is none to compare with.</param>
/// <param name="all">Keeps every session to be shown, however many they are.</param>
internal sealed class PlanTrial(TrialPlan plan, TrialPlan? against = null, bool all = false)
{
    private readonly HashSet<SessionKey> seen = [];
    private readonly Dictionary<(Service, string Currency), TrialTotal> totals = [];
    private readonly Dictionary<(string Plan, QuarantineCode), TrialRejection> rejections = [];

    public TrialPlan Plan => plan;

    public TrialPlan? Against => against;

    public TrialRows Rows { get; } = new(all);

    public long Sessions => seen.Count;

    /// <summary>How many sessions came again.</summary>
    public long Repeats { get; private set; }

    /// <summary>By service and currency, of what the plan has a price for.</summary>
    public IReadOnlyList<TrialTotal> Totals => [.. totals
        .OrderBy(total => total.Key)
        .Select(total => total.Value)];

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<TrialRejection> Rejections => [.. rejections.Values
        .OrderByDescending(rejection => rejection.Sessions)];

    public void Add(SessionEnded session)
    {
        if (!seen.Add(new SessionKey(session.Source, session.SessionId)))
        {
            Repeats++;
            return;
        }

        var tried = Screening.Check(session) is { } rejection
            ? new TriedSession(session, rejection, null)
            : new TriedSession(session, plan.PriceOf(session), against?.PriceOf(session));
        Rows.Add(tried);
        AddToTotal(tried);
        AddRejection(plan, tried.Answer);
        if (against is not null) AddRejection(against, tried.Other);

        void AddRejection(TrialPlan by, PriceAnswer? answer)
        {
            if (answer is not Rejection { Code: var code, Detail: var detail }) return;
            var known = rejections.GetValueOrDefault((by.Name, code))
                ?? new TrialRejection(by.Name, code, 0, session.SessionId, detail);
            rejections[(by.Name, code)] = known with { Sessions = known.Sessions + 1 };
        }
    }

    private void AddToTotal(TriedSession tried)
    {
        if (tried.Charge is not { } charge) return;
        var key = (tried.Session.Service, charge.Currency);
        var total = totals.GetValueOrDefault(key) ?? TrialTotal.None(tried.Session.Service, charge.Currency);
        totals[key] = total.With(charge, tried.Difference);
    }
}

/// <summary>A session with its price by the plan that is tried, and by the other one if there is one.</summary>
internal sealed record TriedSession(SessionEnded Session, PriceAnswer Answer, PriceAnswer? Other)
{
    public Money? Charge => (Answer as Quote)?.Charge;

    /// <summary>How much more it costs by the plan that is tried; null unless both price it in one currency.</summary>
    public Money? Difference => Charge is { } charge && Other is Quote other && other.Charge.Currency == charge.Currency
        ? charge - other.Charge
        : null;
}

/// <summary>What the sessions of one service come to in one currency.</summary>
/// <param name="Service">Theirs.</param>
/// <param name="Sessions">All that have a price.</param>
/// <param name="Charge">Of all.</param>
/// <param name="Compared">Those that both plans price in this currency.</param>
/// <param name="Difference">Of those that were compared.</param>
internal sealed record TrialTotal(Service Service, long Sessions, Money Charge, long Compared, Money Difference)
{
    public static TrialTotal None(Service service, string currency) =>
        new(service, 0, Money.Zero(currency), 0, Money.Zero(currency));

    public TrialTotal With(Money charge, Money? difference) => this with
    {
        Sessions = Sessions + 1,
        Charge = Charge + charge,
        Compared = Compared + (difference is null ? 0 : 1),
        Difference = Difference + (difference ?? Money.Zero(charge.Currency)),
    };
}

/// <summary>Sessions that a plan has no price for, for one reason; the first of them tells it as an example.</summary>
internal sealed record TrialRejection(
    string Plan, QuarantineCode Code, long Sessions, string FirstSessionId, string FirstDetail);
