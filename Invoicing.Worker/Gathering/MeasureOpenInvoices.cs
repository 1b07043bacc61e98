namespace Charging.Invoicing.Gathering;

/// <summary>Measures how many usages gather on open invoices, and what they come to.</summary>
internal static class MeasureOpenInvoices
{
    public static Measure Of(OpenInvoices open, InvoicingMetrics metrics) => new(
        "invoices.gathering", Measure.Usually, [metrics.Gathering, metrics.GatheringAmount],
        async (now, stop) =>
        {
            var sums = await open.Sums(stop);
            metrics.Gathering.Show(sums.ToDictionary(one => one.Currency, one => (double)one.Usages));
            metrics.GatheringAmount.Show(sums.ToDictionary(one => one.Currency, one => (double)one.Minor));
            return now;
        });
}
