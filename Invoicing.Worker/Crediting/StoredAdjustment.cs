namespace Charging.Invoicing.Crediting;

/// <summary>What is to be done about an adjustment: what it is, and how things stand with its session.</summary>
/// <param name="Adjustment">As it was told.</param>
/// <param name="IsNext">Whether the one before it is done, or it is the first.</param>
/// <param name="InvoiceIds">The session's invoices, further ones included.</param>
internal sealed record StoredAdjustment(UsageAdjusted Adjustment, bool IsNext, IReadOnlyCollection<Guid> InvoiceIds)
{
    /// <summary>
    /// A session that was charged has its invoice sooner or later; one that was free has none to wait for.
    /// </summary>
    public AdjustmentState Outcome =>
        (IsNext, Adjustment.Number == 1 && Adjustment.ChargeBefore.Minor > 0 && InvoiceIds.Count == 0) switch
        {
            (false, _) or (_, true) => AdjustmentState.Waiting,
            _ => Adjustment.Difference.Minor > 0 ? AdjustmentState.Invoiced : AdjustmentState.Credited,
        };
}

/// <summary>Stored as words.</summary>
internal enum AdjustmentState
{
    /// <summary>In work, or in the queue of errors.</summary>
    Open,

    /// <summary>For the adjustment before it, or for the session's invoice.</summary>
    Waiting,

    /// <summary>Given back by credit notes.</summary>
    Credited,

    /// <summary>Asked for by a further invoice.</summary>
    Invoiced,
}
