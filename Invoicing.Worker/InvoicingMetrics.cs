using System.Diagnostics.Metrics;
using Charging.Invoicing.Issuing;

namespace Charging.Invoicing;

/// <summary>Everything this worker counts. A repeat of a message counts nothing.</summary>
internal sealed class InvoicingMetrics
{
    private static readonly MetricLabel Currency = new("currency", "ISO 4217; no sum is over several.");

    private static readonly Metric Invoices = new(
        MetricKind.Counter, "charging.invoices.issued", "{invoice}", "Invoices issued.");

    private static readonly Metric Settlements = new(
        MetricKind.Counter, "charging.invoices.settled", "{invoice}", "Invoices by what became of their payment.",
        new MetricLabel(
            "outcome", "Issued are those of which the money went back, so that they are owed again.",
            [.. Words.All<InvoiceStatus>()]));

    private static readonly Metric Amount = new(
        MetricKind.Counter, "charging.invoiced.amount", "minor", "Totals of the invoices issued, in smallest units.",
        Currency);

    private static readonly Metric Credits = new(
        MetricKind.Counter, "charging.credited.amount", "minor", "What credit notes gave back, in smallest units.",
        Currency);

    private static readonly Metric Waiting = new(
        MetricKind.Gauge, "charging.invoices.gathering", "{usage}", "Usages that wait on open invoices.", Currency);

    private static readonly Metric WaitingAmount = new(
        MetricKind.Gauge, "charging.invoices.gathering.amount", "minor",
        "What the usages on open invoices come to, without tax, in smallest units.", Currency);

    private static readonly Metric WaitingForRate = new(
        MetricKind.Gauge, "charging.invoices.awaiting_rate", "{usage}",
        "Usages that are not invoiced yet for want of a rate of exchange into the seller's tax currency.", Currency);

    private static readonly Metric Adjustments = new(
        MetricKind.Gauge, "charging.adjustments.waiting", "{adjustment}",
        "Corrected prices that wait for the invoice of their session, or for the correction before them.");

    private readonly Counter<long> issued;
    private readonly Counter<long> settled;
    private readonly Counter<long> amount;
    private readonly Counter<long> credited;

    public InvoicingMetrics(IMeterFactory meters)
    {
        var meter = meters.OfCharging();
        (issued, settled) = (meter.Counter(Invoices), meter.Counter(Settlements));
        (amount, credited) = (meter.Counter(Amount), meter.Counter(Credits));
        (Gathering, GatheringAmount) = (new(meter, Waiting), new(meter, WaitingAmount));
        AwaitingRate = new(meter, WaitingForRate);
        WaitingAdjustments = new(meter, Adjustments);
    }

    public static IReadOnlyList<Metric> Table { get; } =
    [
        Invoices, Settlements, Amount, Credits,
        Waiting, WaitingAmount, Metric.CheckedTimestamp("invoices.gathering"),
        WaitingForRate, Metric.CheckedTimestamp("invoices.awaiting_rate"),
        Adjustments, Metric.CheckedTimestamp("adjustments"),
    ];

    /// <summary>By currency; one that is not named has nothing left.</summary>
    public Measured Gathering { get; }

    /// <summary>The same in smallest units.</summary>
    public Measured GatheringAmount { get; }

    /// <summary>By currency of the charge.</summary>
    public Measured AwaitingRate { get; }

    public Measured WaitingAdjustments { get; }

    public void Issued(InvoiceCreated invoice)
    {
        issued.Add(1);
        amount.Add(invoice.Total.Minor, KeyValuePair.Create<string, object?>("currency", invoice.Total.Currency));
    }

    public void Credited(CreditNoteIssued note) =>
        credited.Add(note.Payable.Minor, KeyValuePair.Create<string, object?>("currency", note.Payable.Currency));

    public void Settled(string outcome) =>
        settled.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));
}
