using Charging.Payments.Gateway;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Refunding;

/// <summary>When the gateway is asked what became of a refund: at the ages at which captures are looked at.</summary>
internal static class RefundPlan
{
    /// <summary>
    /// When an open refund is looked at next; null once nothing more can be found out by asking, and for one that is
    /// settled.
    /// </summary>
    public static DateTime? NextLook(Refund refund, RetryOptions options)
    {
        if (!refund.IsOpen) return null;

        var askedAt = refund.AskedAt ?? refund.StartedAt;
        return options.LooksAt(isPending: refund.Status == RefundStatus.Pending)
            .Select(age => (DateTime?)(refund.StartedAt + age))
            .FirstOrDefault(due => due > askedAt);
    }

    /// <summary>When one that is stored now is looked at if nothing is heard of it before.</summary>
    public static DateTime FirstLook(DateTime now, RetryOptions options) =>
        now + options.LooksAt(isPending: false)[0];

    /// <summary>
    /// Whether one that the gateway does not know may be asked for again under its own key: not once the gateway may
    /// have forgotten the key.
    /// </summary>
    public static bool MayRepeat(Refund refund, DateTime now, RetryOptions options) =>
        refund.Status is RefundStatus.Asked or RefundStatus.Unknown && now < refund.StartedAt + options.RepeatWithin;
}
