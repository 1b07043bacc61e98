using Charging.Payments.Customers;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>
/// What stands of a payment's captures after all that is known of their disputes. It decides from what is stored alone,
/// so the order in which reports and looks came does not matter. Money that went back for good, whole, may be drawn
/// once more, never while its dispute is open, and by no method that was on file then unless a person says so.
/// </summary>
internal static class DisputePlan
{
    /// <summary>Null where nothing was captured, or what was may be drawn once more now.</summary>
    public static NextStep? Next(History payment, Customer? customer, DateTime now, RetryOptions options)
    {
        if (payment.Held is { } held) return OfHeld(held, payment, customer, now, options);
        if (payment.Returned is not { } returned) return null;

        var away = Away(returned, payment);
        if (away.Count == 0) return new NextStep.Reinstate(returned);
        if (away.FirstOrDefault(one => one.Status == DisputeStatus.Open) is { } open)
            return new NextStep.Reverse(open, Sum(away), Reopens: true);
        if (payment.IsGivenUp) return new NextStep.Abandon(AbandonReason.Decided);
        if (payment.IsCreditedWhole) return new NextStep.Abandon(AbandonReason.Credited);

        // A part of it came again, or was credited since: what is owed is not its amount any more.
        if (!payment.IsUntouched || Sum(away).Minor != returned.AmountMinor)
            return new NextStep.Reverse(away[^1], Sum(away), Reopens: true);
        return !payment.IsTriedAfter(returned) && Methods(returned, payment, customer).Count == 0
            ? Await(returned, away, (returned.ReturnedAt ?? now) + options.CustomerLimit, now)
            : null;
    }

    /// <summary>
    /// What was drawn twice, because a dispute was won after its amount was drawn once more, and both are here.
    /// </summary>
    public static Attempt? Surplus(History payment) =>
        payment is { Held: { } held, Returned: { } returned }
        && Away(held, payment).Count == 0 && Away(returned, payment).Count == 0
            ? returned
            : null;

    /// <summary>What may be drawn for what went back for good.</summary>
    public static IReadOnlyList<PaymentMethod> Methods(Attempt returned, History payment, Customer? customer)
    {
        var isAsked = payment.RetryAskedAfter >= returned.AttemptNo;
        return
        [
            .. (customer?.Methods ?? []).Where(method =>
                method.Token != returned.MethodToken
                && !customer!.SuspendedTokens.Contains(method.Token)
                && (isAsked || !payment.KnownTokens.Contains(method.Token))),
        ];
    }

    private static NextStep OfHeld(
        Attempt held, History payment, Customer? customer, DateTime now, RetryOptions options)
    {
        var away = Away(held, payment);
        if (payment.Returned is { } first)
        {
            // Two were drawn. Once one's money was given back, whichever is away is owed; else either one pays.
            var firstAway = Away(first, payment);
            if (payment.IsSurplusGivenBack && away.Count == 0) away = firstAway;
            else if (!payment.IsSurplusGivenBack && away.Count > 0 && firstAway.Count == 0)
                return new NextStep.Captured(first);
        }

        if (away.Count == 0) return new NextStep.Captured(held);
        if (away.FirstOrDefault(one => one.Status == DisputeStatus.Open) is { } open)
            return new NextStep.Reverse(open, Sum(away));
        if (payment.IsGivenUp) return new NextStep.Abandon(AbandonReason.Decided);

        var isWhole = Sum(away).Minor == held.AmountMinor && payment.Returned is null;
        if (!isWhole || !payment.IsUntouched) return new NextStep.Reverse(away[^1], Sum(away));

        // A method that was named while the dispute was open is drawn as soon as the return is final.
        var isNamed = Methods(held, payment, customer).Count > 0;
        return Await(held, away, isNamed ? now : now + options.CustomerLimit, now);
    }

    private static NextStep.AwaitMethod Await(Attempt returned, List<Dispute> away, DateTime until, DateTime now) =>
        new(returned, away[^1], Sum(away), now <= until ? until : null);

    private static List<Dispute> Away(Attempt capture, History payment) =>
        [.. payment.Disputes.Where(one => one.CaptureReference == capture.GatewayReference && one.IsAway)];

    private static Money Sum(List<Dispute> away) =>
        away.Skip(1).Aggregate(away[0].Amount, (sum, one) => sum + one.Amount);
}
