using Charging.TestBed;
using Microsoft.Extensions.Options;

namespace Charging.Invoicing.Tests.Gathering;

/// <summary>The stores of one instance of the worker, without its rounds.</summary>
internal sealed class Instance
{
    private readonly Gathered gathered;

    public Instance(Database database, TimeProvider clock, GatheringOptions? options = null)
    {
        options ??= new GatheringOptions();
        gathered = new Gathered(database.Source, new IssuePlan(options), clock);
        Open = new OpenInvoices(database.Source, Sample.Rates, clock);
        Untold = new Untold(database.Source, clock);
        Invoices = new Invoices(database.Source);
        Thresholds = new Thresholds(database.Source, Options.Create(options));
    }

    public OpenInvoices Open { get; }

    public Untold Untold { get; }

    public Invoices Invoices { get; }

    public Thresholds Thresholds { get; }

    public Task<InvoiceCreated?> Add(UsageRated usage) => gathered.AddOnce(usage, Sample.Seller, default);

    /// <summary>What the rounds do: everything that is due, as customers are billed now.</summary>
    public async Task<IReadOnlyList<InvoiceCreated>> IssueDue(BillingProfile? billing = null)
    {
        billing ??= Sample.Customer();
        var seller = Sample.Seller with { Code = billing.InvoiceSeries };
        var due = await Open.FindDue(default);
        var issued = await Task.WhenAll(due.Select(one => Open.Issue(one, billing, seller, null, default)));
        return [.. issued.OfType<StoredInvoice>().Select(kept => kept.Document)];
    }
}
