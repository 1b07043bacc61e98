using Charging.Payments.Announcing;

namespace Charging.Payments.Collecting;

/// <summary>
/// Decides whether a method may be drawn now, or has to be told before and waits for its day. Nothing is drawn before a
/// day that the customer was told, be it from another card or account than they were told; once its day has come, a
/// notice is good for every further try of the same account under the same mandate.
/// </summary>
internal static class NoticePlan
{
    /// <summary>After its day a notice that has not left is looked after this often.</summary>
    private static readonly TimeSpan Unsent = TimeSpan.FromDays(1);

    /// <summary>Null where it may be drawn now.</summary>
    public static NextStep? Before(History payment, PaymentMethod method, DateTime now)
    {
        var told = payment.Notices.LastOrDefault(notice => notice.SentAt is not null);
        if (payment.Terms is not { } terms || terms.DaysOf(method, now) == 0)
            return told is { } promised && !promised.IsDue(now) ? Await(promised, now) : null;

        var notice = payment.Notices.LastOrDefault(one => one.IsOf(method))
            ?? Notice.Make(payment.InvoiceId, payment.Notices.Count + 1, method, terms, now);
        return notice.IsDue(now) ? null : Await(notice.SentAt is null ? notice.Owed(now) : notice, now);
    }

    private static NextStep.AwaitDay Await(Notice notice, DateTime now) =>
        new(notice, notice.DrawAt > now ? notice.DrawAt : now + Unsent);
}
