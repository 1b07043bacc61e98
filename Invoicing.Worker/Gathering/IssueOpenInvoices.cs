using Charging.Invoicing.Billing;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Selling;
using MassTransit;

namespace Charging.Invoicing.Gathering;

/// <summary>
/// Issues the open invoices that are due and publishes them, from every instance. While broker or database is away it
/// waits. One that cannot be issued is put off by <see cref="PutOff"/> and said, and stops no other.
/// </summary>
internal sealed class IssueOpenInvoices(
    OpenInvoices open, Untold untold, Thresholds thresholds, Customers customers, Sellers sellers,
    ExchangeRates exchanges, IBusControl bus, InvoicingMetrics metrics, Rounds rounds, ILogger<IssueOpenInvoices> log,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(10);

    /// <summary>For want of a rate; whoever imports one has it tried at once.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(IssueOpenInvoices), Round, IssueAndPublish, log.IssuingDelayed, stoppingToken);

    private async Task IssueAndPublish(CancellationToken cancellationToken)
    {
        await thresholds.Learn(cancellationToken);
        while (await IssueDue(cancellationToken) == OpenInvoices.LargestRound)
            log.IssuingMany(OpenInvoices.LargestRound);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await Outbox.Drain(
            Untold.LargestRound, Untold.Lease, untold.Take, (invoice, stop) => bus.Publish(invoice, stop),
            untold.MarkPublished, log.PublishingMany, cancellationToken);
    }

    private async Task<int> IssueDue(CancellationToken cancellationToken)
    {
        var due = await open.FindDue(cancellationToken);
        await Task.WhenAll(due.Select(one => Issue(one, cancellationToken)));
        return due.Count;
    }

    private async Task Issue(OpenInvoice due, CancellationToken cancellationToken)
    {
        try
        {
            var billing = await customers.Find(due.CustomerId, cancellationToken);
            var seller = await sellers.Find(billing.InvoiceSeries, cancellationToken);
            var exchange = await exchanges.Between(seller, due.Currency, cancellationToken);
            if (await open.Issue(due, billing, seller, exchange, cancellationToken) is not { } issued) return;

            metrics.Issued(issued.Document);
            log.OpenInvoiceIssued(issued.Document.Number, issued.Document.InvoiceId, due.CustomerId, due.Usages);
        }
        catch (RateMissingException missing)
        {
            await open.Await(due, missing.Awaits, clock.GetUtcNow().UtcDateTime + Wait, cancellationToken);
        }
        catch (Exception exception) when (!Transient.Is(exception))
        {
            var again = clock.GetUtcNow().UtcDateTime + PutOff;
            await open.SetDue(due.CustomerId, due.Currency, again, cancellationToken);
            log.OpenInvoiceNotIssued(due.CustomerId, due.Charge, again, exception);
        }
    }
}
