using Charging.Contracts;

namespace Charging.Payments;

/// <summary>
/// Decides from a payment's attempts, the methods on file and the time what is to be done next. It counts attempts and
/// nothing else, so the answer is the same whatever message asks, in whatever order, after whatever crash.
/// </summary>
internal static class RetryPlan
{
    /// <summary>A network that wants more patience than this is asked again all the same.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(31);

    /// <param name="attempts">All of the invoice, in order of their numbers.</param>
    /// <param name="methods">On file, in the order to try them; null while the customer is not known.</param>
    /// <param name="createdAt">When the payment began.</param>
    /// <param name="now">In UTC, as all times here.</param>
    /// <param name="options">The ladder and the look-ups.</param>
    public static NextStep Next(
        IReadOnlyList<Attempt> attempts,
        IReadOnlyList<PaymentMethod>? methods,
        DateTime createdAt,
        DateTime now,
        RetryOptions options)
    {
        foreach (var attempt in attempts)
        {
            if (attempt.Status == AttemptStatus.Captured) return new NextStep.Captured(attempt);
            if (attempt.IsUnresolved) return FindOut(attempt, now, options);
        }

        if (methods is null) return AwaitCustomer(createdAt, now, options);

        var refused = attempts.Where(IsRefusal).Select(attempt => attempt.MethodToken).ToHashSet();
        var method = methods.FirstOrDefault(method => !refused.Contains(method.Token));
        if (methods.Count == 0) return new NextStep.Abandon(AbandonReason.NoPaymentMethod);
        if (method is null) return new NextStep.Abandon(AbandonReason.MethodsRefused);

        return WaitAfterDeclines(attempts, options) switch
        {
            null => new NextStep.Abandon(AbandonReason.RetriesUsedUp),
            { } due when due > now => new NextStep.WaitToRetry(due),
            _ => new NextStep.Start(attempts.Count == 0 ? 1 : attempts[^1].AttemptNo + 1, method),
        };
    }

    private static NextStep FindOut(Attempt attempt, DateTime now, RetryOptions options)
    {
        var mayRepeat = attempt.Status != AttemptStatus.Pending && now < attempt.StartedAt + options.RepeatWithin;
        if (attempt.AskedAt is not { } askedAt) return new NextStep.Resume(attempt, mayRepeat);

        foreach (var age in options.LooksAt(attempt.Status))
        {
            var due = attempt.StartedAt + age;
            if (due <= askedAt) continue;
            if (due <= now) return new NextStep.Resume(attempt, mayRepeat);
            return attempt.Status == AttemptStatus.Pending ? new NextStep.AwaitBank(due) : new NextStep.LookAgain(due);
        }

        return new NextStep.Review();
    }

    private static NextStep AwaitCustomer(DateTime createdAt, DateTime now, RetryOptions options) =>
        now < createdAt + options.UnknownCustomerLimit
            ? new NextStep.WaitToRetry(now + options.UnknownCustomerWait)
            : new NextStep.Abandon(AbandonReason.NoPaymentMethod);

    /// <summary>
    /// When the next attempt may start; null once the ladder is used up. The ladder is the invoice's, not the method's.
    /// </summary>
    private static DateTime? WaitAfterDeclines(IReadOnlyList<Attempt> attempts, RetryOptions options)
    {
        var technical = attempts.Count(attempt => attempt.DeclineClass == DeclineClass.Technical);
        var unrecognized = attempts.Count(attempt => attempt.DeclineClass == DeclineClass.Unrecognized);
        var quick = Math.Min(technical, options.QuickTries.Count);
        var rungs = attempts.Count(attempt => !IsRefusal(attempt)) - quick;
        if (rungs > options.Ladder.Count || unrecognized > 1) return null;

        if (attempts.Count == 0) return DateTime.MinValue;
        var last = attempts[^1];
        var declinedAt = last.ResolvedAt ?? last.StartedAt;
        var wait = last.DeclineClass switch
        {
            DeclineClass.Never or DeclineClass.FixData => TimeSpan.Zero,
            DeclineClass.Technical when technical <= options.QuickTries.Count => options.QuickTries[technical - 1],
            _ => options.Ladder[rungs - 1],
        };
        return Later(declinedAt + wait, Earlier(last.WaitUntil ?? DateTime.MinValue, declinedAt + LongestWait));
    }

    private static bool IsRefusal(Attempt attempt) =>
        attempt.DeclineClass is DeclineClass.Never or DeclineClass.FixData;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
