using Charging.Invoicing.Billing;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using MassTransit;

namespace Charging.Invoicing.Awaiting;

/// <summary>
/// Issues the invoices of usages that waited for a rate of exchange, once it is there, and publishes them; from every
/// instance. One that cannot be issued is put off by <see cref="PutOff"/> and said, and stops no other.
/// </summary>
internal sealed class IssueWaitingUsages(
    WaitingUsages waiting, Customers customers, Sellers sellers, VatRates rates, ExchangeRates exchanges,
    Invoices invoices, IBusControl bus, InvoicingMetrics metrics, Rounds rounds, ILogger<IssueWaitingUsages> log,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every(nameof(IssueWaitingUsages), Round, IssueAll, log.IssuingDelayed, stoppingToken);

    private async Task IssueAll(CancellationToken cancellationToken)
    {
        foreach (var rate in await waiting.Awaited(cancellationToken))
        {
            if (!await IsThere(rate, cancellationToken)) continue;
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
            await Rounds.Drain(
                WaitingUsages.LargestRound, WaitingUsages.Lease, stop => IssueSome(rate, stop), log.IssuingMany,
                cancellationToken);
        }
    }

    /// <summary>Or none is needed any more, since the seller is another now.</summary>
    private async Task<bool> IsThere(AwaitedRate rate, CancellationToken cancellationToken)
    {
        var seller = await sellers.Find(rate.SellerCode, cancellationToken);
        var exchange = await exchanges.Between(seller, rate.Currency, cancellationToken);
        return exchange is null || exchange.On(rate.DeliveredOn) is not null;
    }

    private async Task<int> IssueSome(AwaitedRate rate, CancellationToken cancellationToken)
    {
        var taken = await waiting.Take(rate, cancellationToken);
        var isDone = await Task.WhenAll(taken.Select(usage => Issue(usage, cancellationToken)));
        var done = taken.Zip(isDone).Where(one => one.Second).Select(one => one.First);
        await waiting.Remove([.. done], cancellationToken);
        return taken.Count;
    }

    private async Task<bool> Issue(UsageRated usage, CancellationToken cancellationToken)
    {
        try
        {
            if (await InvoiceOf(usage, cancellationToken) is not { } invoice) return false;

            var kept = await invoices.AddOnce(invoice, cancellationToken);
            if (kept.IsNew) metrics.Issued(kept.Document);
            await bus.Publish(kept.Document, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!Transient.Is(exception))
        {
            var again = clock.GetUtcNow().UtcDateTime + PutOff;
            await waiting.PutOff(usage.UsageId, again, cancellationToken);
            log.WaitingUsageNotIssued(usage.SessionId, usage.Source, again, exception);
            return false;
        }
    }

    /// <summary>As its customer is billed now; null while it waits for a rate all the same.</summary>
    private async Task<Invoice?> InvoiceOf(UsageRated usage, CancellationToken cancellationToken)
    {
        var billing = await customers.Find(usage.CustomerId, cancellationToken);
        var seller = await sellers.Find(billing.InvoiceSeries, cancellationToken);
        var exchange = await exchanges.Between(seller, usage.Charge.Currency, cancellationToken);
        var tax = TaxRule.For(seller, billing, usage.Service, usage.EndedOn, rates);
        return Invoice.For(usage, billing, seller, tax, clock.GetUtcNow().UtcDateTime).Accounted(exchange);
    }
}
