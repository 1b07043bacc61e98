namespace Charging.Invoicing.Crediting;

/// <summary>
/// What a session was charged too much by its first price: given back from the session's invoices, the newest first,
/// so that what a correction had added is taken off before what was invoiced in the beginning.
/// </summary>
internal sealed record Correction(UsageAdjusted Adjustment) : CreditOrder(Adjustment.Reason)
{
    protected override string Asked => $"adjustment {Adjustment.AdjustmentId}";

    public override IEnumerable<(Remainder Left, IReadOnlyList<InvoiceLine> Lines)> Over(
        IReadOnlyList<Remainder> invoices)
    {
        var owed = -Adjustment.Difference;
        List<(Remainder, IReadOnlyList<InvoiceLine>)> credits = [];
        foreach (var left in invoices)
        {
            var (subtotal, rest) = left.Invoice.TaxSubtotals
                .Select(subtotal => (subtotal, left.BaseOf(subtotal))).MaxBy(x => x.Item2.Minor);
            var net = rest.Minor < owed.Minor ? rest : owed;
            if (net.Minor <= 0) continue;

            credits.Add((left, [CreditLine.Correction(
                Adjustment, left.NextLineId, net, left.Invoice.Language, subtotal.Category, subtotal.RatePercent)]));
            owed -= net;
        }

        var have = string.Join(", ", invoices.Select(left => $"{left.Invoice.Number} with {left.Net} left"));
        return owed.Minor == 0 ? credits : throw new CreditRefusedException(
            $"Session {Adjustment.SessionId} of {Adjustment.Source} is to be credited {-Adjustment.Difference} " +
            $"(adjustment {Adjustment.AdjustmentId}), but its invoices {have} do not have that much: a person " +
            "credited them before. If the customer is owed nothing more, drop this message.");
    }
}
