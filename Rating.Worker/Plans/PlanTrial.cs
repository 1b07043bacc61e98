using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Plans;

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
    private readonly Dictionary<QuarantineCode, TrialRejection> rejections = [];

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
        .OrderByDescending(rejection => rejection.Sessions + rejection.Against)];

    public void Add(SessionEnded session)
    {
        if (!seen.Add(new SessionKey(session.Source, session.SessionId)))
        {
            Repeats++;
            return;
        }

        PriceAnswer? rejection = Screening.Check(session);
        var answer = rejection ?? plan.PriceOf(session);
        var tried = new TriedSession(session, answer, against is null ? null : rejection ?? against.PriceOf(session));
        Rows.Add(tried);
        AddToTotal(tried);
        if (tried.Answer is Rejection mine) AddRejection(session, mine, 1, 0);
        if (tried.Other is Rejection other) AddRejection(session, other, 0, 1);
    }

    private void AddToTotal(TriedSession tried)
    {
        if (tried.Charge is not { } charge) return;
        var key = (tried.Session.Service, charge.Currency);
        var total = totals.GetValueOrDefault(key) ?? TrialTotal.None(tried.Session.Service, charge.Currency);
        totals[key] = total.With(charge, tried.Difference);
    }

    private void AddRejection(SessionEnded session, Rejection rejection, int mine, int others)
    {
        var known = rejections.GetValueOrDefault(rejection.Code)
            ?? new TrialRejection(rejection.Code, 0, 0, session.SessionId, rejection.Detail);
        rejections[rejection.Code] = known with { Sessions = known.Sessions + mine, Against = known.Against + others };
    }
}

/// <summary>A session with its price by the plan that is tried, and by the other one if there is one.</summary>
internal sealed record TriedSession(SessionEnded Session, PriceAnswer Answer, PriceAnswer? Other)
{
    public Money? Charge => (Answer as Quote)?.Charge;

    /// <summary>By one of the plans at least.</summary>
    public bool HasPrice => Answer is Quote || Other is Quote;

    /// <summary>By one of the plans at least.</summary>
    public bool LacksPrice => Answer is Rejection || Other is Rejection;

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
/// <param name="Against">What those that were compared come to by the other plan.</param>
/// <param name="Difference">How much more they come to by the plan that is tried.</param>
internal sealed record TrialTotal(
    Service Service, long Sessions, Money Charge, long Compared, Money Against, Money Difference)
{
    public static TrialTotal None(Service service, string currency) =>
        new(service, 0, Money.Zero(currency), 0, Money.Zero(currency), Money.Zero(currency));

    public TrialTotal With(Money charge, Money? difference)
    {
        var all = this with { Sessions = Sessions + 1, Charge = Charge + charge };
        return difference is not { } more
            ? all
            : all with { Compared = Compared + 1, Against = Against + charge - more, Difference = Difference + more };
    }
}

/// <summary>Sessions without a price for one reason; the first of them tells it as an example.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Sessions">Those that the plan which is tried does not price.</param>
/// <param name="Against">Those that the other plan does not price.</param>
/// <param name="FirstSessionId">The example.</param>
/// <param name="FirstDetail">For people.</param>
internal sealed record TrialRejection(
    QuarantineCode Code, long Sessions, long Against, string FirstSessionId, string FirstDetail);
