using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>
/// Everything about an invoice but its number, which only the store can give. Net is the session's charge to the
/// smallest unit, the lines add up to it, tax is computed once on their sum, and the total is net plus tax.
/// </summary>
internal sealed record Invoice(
    UsageRated Usage,
    BillingProfile Billing,
    Party Seller,
    DateOnly IssueDate,
    DateTime CreatedAt,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<TaxSubtotal> TaxSubtotals)
{
    public Guid Id { get; init; } = new SessionKey(Usage.Source, Usage.SessionId).InvoiceId;

    public string Series { get; } = InvoiceNumber.SeriesOf(Billing, IssueDate);

    /// <summary>
    /// Decides the whole invoice of a rated session, issued on the seller's local date at that moment.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is nothing to charge, or the plan's currency is not the customer's.
    /// </exception>
    public static Invoice For(UsageRated usage, BillingProfile billing, Seller seller, DateTime createdAt)
    {
        if (usage.Charge.Minor <= 0)
            throw new InvalidOperationException(
                $"Session {usage.SessionId} of {usage.Source} is charged {usage.Charge}: only a charge above 0 is " +
                "invoiced.");
        if (usage.Charge.Currency != billing.Currency)
            throw new InvalidOperationException(
                $"Plan {usage.PlanCode} charges customer {usage.CustomerId} in {usage.Charge.Currency}, but the " +
                $"customer is billed in {billing.Currency}: assign a plan in {billing.Currency} or change the " +
                "customer's currency, then move the message back from the queue invoicing-create-invoice_error.");

        var lines = LinesOf(usage, billing);
        var (issueDate, moment) = (seller.LocalDate(createdAt), CutToMilliseconds(createdAt));
        return new Invoice(usage, billing, seller.Party, issueDate, moment, lines, TaxOf(lines, billing.Tax));
    }

    /// <summary>The document, once the store has given it its number.</summary>
    public InvoiceCreated Numbered(InvoiceNumber number)
    {
        var tax = TaxSubtotals.Aggregate(Money.Zero(Usage.Charge.Currency), (sum, subtotal) => sum + subtotal.Tax);
        return new()
        {
            InvoiceId = Id,
            Number = number.ToString(),
            Series = number.Series,
            IssueDate = IssueDate,
            DeliveryDate = Usage.EndedOn,
            UsageId = Usage.UsageId,
            Source = Usage.Source,
            SessionId = Usage.SessionId,
            CustomerId = Usage.CustomerId,
            Service = Usage.Service,
            Language = Billing.Language,
            Seller = Seller,
            Buyer = Billing.Party,
            Lines = Lines,
            TaxSubtotals = TaxSubtotals,
            Net = Usage.Charge,
            Tax = tax,
            Total = Usage.Charge + tax,
            Attributes = Usage.Attributes,
            CreatedAt = CreatedAt,
        };
    }

    private static InvoiceLine[] LinesOf(UsageRated usage, BillingProfile billing)
    {
        var nets = Spread.Over([.. usage.Lines.Select(line => line.Amount)], usage.Charge);
        return [.. usage.Lines.Select((line, i) => Line.Of(i + 1, line, nets[i], billing))];
    }

    private static TaxSubtotal[] TaxOf(IEnumerable<InvoiceLine> lines, TaxTreatment treatment) =>
    [
        .. lines.GroupBy(line => (line.TaxCategory, line.TaxRatePercent)).Select(group =>
        {
            var net = group.Select(line => line.Net).Aggregate((sum, line) => sum + line);
            return new TaxSubtotal
            {
                Category = group.Key.TaxCategory,
                RatePercent = group.Key.TaxRatePercent,
                Base = net,
                Tax = net with { Minor = PercentOf(net.Minor, group.Key.TaxRatePercent) },
                ExemptionReason = BillingRules.ReasonOf(treatment),
            };
        }),
    ];

    /// <summary>Rounded once, half away from zero.</summary>
    public static long PercentOf(long minor, decimal ratePercent) =>
        (long)Math.Round(minor * ratePercent / 100, 0, MidpointRounding.AwayFromZero);

    private static DateTime CutToMilliseconds(DateTime moment) =>
        moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));
}
