namespace Charging.Payments.Collecting;

/// <summary>
/// How soon a session was captured. Only what our own work decides counts: a card that was drawn at the first try for
/// one session that was told when it ended.
/// </summary>
/// <param name="Why">Null where it counts since the session's end.</param>
/// <param name="SinceEnd">Null where that says nothing of us.</param>
/// <param name="SinceReceived">Null where that is not known.</param>
internal sealed record CaptureTime(WhyExcluded? Why, TimeSpan? SinceEnd, TimeSpan? SinceReceived)
{
    /// <summary>A first attempt that began so long after its payment waited for the customer before.</summary>
    private static readonly TimeSpan Waited = TimeSpan.FromMinutes(1);

    /// <summary>It counts if its invoice says when its session ended.</summary>
    public static bool MayCount(Attempt captured, PaymentState payment) => WhyOf(captured, payment) is null;

    /// <param name="captured">With the moment of its capture.</param>
    /// <param name="payment">That it is of.</param>
    /// <param name="invoice">Needed where it may count.</param>
    public static CaptureTime Of(Attempt captured, PaymentState payment, InvoiceCreated? invoice)
    {
        if (WhyOf(captured, payment) is { } why) return Excluded(why);
        if (invoice?.Sessions is not null) return Excluded(WhyExcluded.Gathered);
        if (invoice?.SessionTimes is not { } times) return Excluded(WhyExcluded.NoSession);

        var at = captured.ResolvedAt!.Value;
        if (times.EndedAt > at) return Excluded(WhyExcluded.ClockAhead);
        var sinceReceived = times.ReceivedAt is { } received && received <= at ? at - received : (TimeSpan?)null;
        return times.PublishedLateAt is null
            ? new CaptureTime(null, at - times.EndedAt, sinceReceived)
            : new CaptureTime(WhyExcluded.Late, null, sinceReceived);
    }

    private static CaptureTime Excluded(WhyExcluded why) => new(why, null, null);

    private static WhyExcluded? WhyOf(Attempt captured, PaymentState payment)
    {
        if (captured.MethodKind != PaymentMethodKind.Card) return WhyExcluded.BankDebit;
        if (captured.AttemptNo > 1) return WhyExcluded.Retried;
        return captured.IsAfterWait || captured.StartedAt - payment.CreatedAt > Waited
            ? WhyExcluded.AwaitedCustomer
            : null;
    }
}

/// <summary>Why a capture does not count in how soon sessions are captured.</summary>
internal enum WhyExcluded
{
    /// <summary>The bank takes days.</summary>
    BankDebit,

    /// <summary>It was declined before, or its money went back.</summary>
    Retried,

    /// <summary>There was nothing to draw from when the invoice came.</summary>
    AwaitedCustomer,

    /// <summary>Small charges waited for each other.</summary>
    Gathered,

    /// <summary>Its invoice says of no session when it ended.</summary>
    NoSession,

    /// <summary>It was published more than a second after its end.</summary>
    Late,

    /// <summary>Its platform says that it ended after it was captured.</summary>
    ClockAhead,
}
