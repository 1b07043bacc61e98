using System.Diagnostics.Metrics;

namespace Charging.Invoicing;

/// <summary>Everything this worker counts. A repeat of a message counts nothing.</summary>
internal sealed class InvoicingMetrics
{
    private readonly Counter<long> issued;
    private readonly Counter<long> settled;
    private readonly Counter<long> amount;
    private readonly Counter<long> credited;
    private IReadOnlyList<(string Currency, long Usages, long Minor)> gathering = [];

    public InvoicingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Name);
        issued = meter.CreateCounter<long>("charging.invoices.issued", "{invoice}", "Invoices issued.");
        settled = meter.CreateCounter<long>("charging.invoices.settled", "{invoice}", "Invoices paid or given up.");
        amount = meter.CreateCounter<long>(
            "charging.invoiced.amount", "{minor}", "Totals of the invoices issued, in smallest units.");
        credited = meter.CreateCounter<long>(
            "charging.credited.amount", "{minor}", "What credit notes gave back, in smallest units.");
        meter.CreateObservableGauge(
            "charging.invoices.gathering", () => Gathering(one => one.Usages), "{usage}",
            "Usages that wait on open invoices.");
        meter.CreateObservableGauge(
            "charging.invoices.gathering.amount", () => Gathering(one => one.Minor), "{minor}",
            "What the usages on open invoices come to, without tax, in smallest units.");
    }

    public void Issued(InvoiceCreated invoice)
    {
        issued.Add(1);
        amount.Add(invoice.Total.Minor, KeyValuePair.Create<string, object?>("currency", invoice.Total.Currency));
    }

    public void Credited(CreditNoteIssued note) =>
        credited.Add(note.Payable.Minor, KeyValuePair.Create<string, object?>("currency", note.Payable.Currency));

    public void Settled(string outcome) =>
        settled.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>By currency; one that is not named any more has nothing left.</summary>
    public void Gathering(IReadOnlyList<(string Currency, long Usages, long Minor)> now) =>
        Volatile.Write(ref gathering, now);

    private IEnumerable<Measurement<long>> Gathering(Func<(string Currency, long Usages, long Minor), long> what) =>
        Volatile.Read(ref gathering).Select(one => new Measurement<long>(
            what(one), KeyValuePair.Create<string, object?>("currency", one.Currency)));
}
