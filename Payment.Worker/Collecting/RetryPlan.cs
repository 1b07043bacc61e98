using Charging.Payments.Customers;
using Charging.Payments.Gateway;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>
/// Decides from a payment's attempts, the customer's data and the time what is to be done next. It counts attempts and
/// nothing else, so the answer is the same whatever message asks, in whatever order, after whatever crash.
/// </summary>
internal static class RetryPlan
{
    /// <summary>
    /// A network that wants more patience than this is asked again all the same; a ceiling that wants more ends it.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    /// <param name="payment">What happened so far.</param>
    /// <param name="customer">Null while nobody by that id is known.</param>
    /// <param name="now">In UTC, as all times here.</param>
    /// <param name="options">The ladder and the look-ups.</param>
    public static NextStep Next(History payment, Customer? customer, DateTime now, RetryOptions options)
    {
        if (payment.Attempts.FirstOrDefault(attempt => attempt.IsUnresolved) is { } open)
            return FindOut(open, now, options);
        if (DisputePlan.Next(payment, customer, now, options) is { } settled) return settled;
        if (payment.Returned is not { } returned) return Draw(payment, customer, now, options);

        var left = DisputePlan.Methods(returned, payment, customer);
        return Draw(
            payment.After(returned), customer is null ? null : customer with { Methods = left }, now, options);
    }

    private static NextStep Draw(History payment, Customer? customer, DateTime now, RetryOptions options)
    {
        if (payment.IsCreditedWhole) return new NextStep.Abandon(AbandonReason.Credited);
        if (payment.IsGivenUp) return new NextStep.Abandon(AbandonReason.Decided);
        if (customer is null) return AwaitData(payment.CreatedAt, now, options);
        if (customer.Methods.Count == 0) return new NextStep.Abandon(AbandonReason.NoPaymentMethod);

        var refusals = payment.Attempts.Where(attempt => Stands(attempt, payment, customer)).ToList();
        if (refusals.Any(attempt => attempt.DeclineClass == DeclineClass.TooSmall))
            return new NextStep.Abandon(AbandonReason.AmountTooSmall);

        var patience = payment.Attempts.Count == 0 ? now : DeclinedAt(payment.Attempts[^1]) + options.CustomerLimit;
        var isAsked = refusals.Count > 0 && refusals[^1] == payment.Attempts[^1] &&
            refusals[^1].DeclineClass == DeclineClass.CustomerAction;
        if (isAsked && now < patience) return new NextStep.AwaitCustomer(patience);

        var unusable = refusals.Select(attempt => attempt.MethodToken).Concat(customer.SuspendedTokens).ToHashSet();
        var methods = customer.Methods.Where(method => !unusable.Contains(method.Token)).ToList();
        if (methods.Count > 0) return Try(payment, methods, now, options);

        var mendable = refusals.Any(attempt =>
            attempt.DeclineClass != DeclineClass.Never && !customer.SuspendedTokens.Contains(attempt.MethodToken));
        return mendable && now < patience
            ? new NextStep.AwaitCustomer(patience)
            : new NextStep.Abandon(AbandonReason.MethodsRefused);
    }

    private static NextStep Try(
        History payment, IReadOnlyList<PaymentMethod> methods, DateTime now, RetryOptions options)
    {
        if (WaitAfterDeclines(payment, options) is not { } due)
            return new NextStep.Abandon(AbandonReason.RetriesUsedUp);

        var attempts = payment.Attempts;
        var since = attempts.Count == 0 ? payment.CreatedAt : DeclinedAt(attempts[^1]);
        var (method, freeAt) = methods.Select(method => (method, FreeAt: Ceiling.FreeAt(method, payment, due)))
            .MinBy(one => one.FreeAt);
        if (freeAt > due && freeAt > since + LongestWait) return new NextStep.Abandon(AbandonReason.RetriesUsedUp);

        return freeAt > now
            ? new NextStep.WaitToRetry(freeAt)
            : NoticePlan.Before(payment, method, now)
                ?? new NextStep.Start(attempts.Count + payment.Earlier.Count + 1, method);
    }

    private static NextStep FindOut(Attempt attempt, DateTime now, RetryOptions options)
    {
        var mayRepeat = attempt.Status != AttemptStatus.Pending && now < attempt.StartedAt + options.RepeatWithin;
        if (attempt.AskedAt is not { } askedAt) return new NextStep.Resume(attempt, mayRepeat);

        foreach (var age in options.LooksAt(isPending: attempt.Status == AttemptStatus.Pending))
        {
            var due = attempt.StartedAt + age;
            if (due <= askedAt) continue;
            if (due <= now) return new NextStep.Resume(attempt, mayRepeat);
            return attempt.Status == AttemptStatus.Pending ? new NextStep.AwaitBank(due) : new NextStep.LookAgain(due);
        }

        return new NextStep.Review();
    }

    private static NextStep AwaitData(DateTime createdAt, DateTime now, RetryOptions options) =>
        now < createdAt + options.UnknownCustomerLimit
            ? new NextStep.WaitToRetry(now + options.UnknownCustomerWait)
            : new NextStep.Abandon(AbandonReason.NoPaymentMethod);

    /// <summary>
    /// When the next attempt may start; null once the ladder is used up. The ladder is the invoice's, not the method's.
    /// </summary>
    private static DateTime? WaitAfterDeclines(History payment, RetryOptions options)
    {
        var attempts = payment.Attempts;
        var technical = attempts.Count(attempt => attempt.DeclineClass == DeclineClass.Technical);
        var unrecognized = attempts.Count(attempt => attempt.DeclineClass == DeclineClass.Unrecognized);
        var quick = Math.Min(technical, options.QuickTries.Count);
        var rungs = attempts.Count(attempt => !IsRefusal(attempt)) - quick;
        if (rungs > options.Ladder.Count || unrecognized > 1) return null;

        if (attempts.Count == 0) return DateTime.MinValue;
        var last = attempts[^1];
        var wait = last.DeclineClass switch
        {
            _ when IsRefusal(last) || last.AttemptNo <= payment.RetryAskedAfter => TimeSpan.Zero,
            DeclineClass.Technical when technical <= options.QuickTries.Count => options.QuickTries[technical - 1],
            _ => options.Ladder[rungs - 1],
        };
        var declinedAt = DeclinedAt(last);
        return Later(declinedAt + wait, Earlier(last.WaitUntil ?? DateTime.MinValue, declinedAt + LongestWait));
    }

    /// <summary>Declined in a way that waiting alone does not mend.</summary>
    private static bool IsRefusal(Attempt attempt) =>
        attempt.DeclineClass is DeclineClass.Never or DeclineClass.FixData or DeclineClass.CustomerAction
            or DeclineClass.TooSmall;

    /// <summary>What is refused for good stays so; the rest until the data change or a retry is asked for.</summary>
    private static bool Stands(Attempt attempt, History payment, Customer customer) =>
        attempt.DeclineClass == DeclineClass.Never ||
        (IsRefusal(attempt) &&
            CustomerVersion.Highest(attempt.StartedAt) >= attempt.CustomerVersion &&
            attempt.CustomerVersion >= customer.Version && attempt.AttemptNo > payment.RetryAskedAfter);

    private static DateTime DeclinedAt(Attempt attempt) => attempt.ResolvedAt ?? attempt.StartedAt;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
