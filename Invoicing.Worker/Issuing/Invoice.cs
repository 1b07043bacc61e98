using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Numbering;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;

namespace Charging.Invoicing.Issuing;

/// <summary>
/// Everything about an invoice but its number, which only the store can give. Net is the charge of its sessions to the
/// smallest unit, the lines add up to it, tax is computed once on their sum, and the total is net plus tax,
/// rounded to what can be drawn. Its id is that of its first session.
/// </summary>
internal sealed record Invoice(
    IReadOnlyList<UsageRated> Usages,
    BillingProfile Billing,
    Seller Seller,
    DateOnly IssueDate,
    DateTime CreatedAt,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<TaxSubtotal> TaxSubtotals)
{
    public Guid Id { get; init; } = new SessionKey(Usages[0].Source, Usages[0].SessionId).InvoiceId;

    /// <summary>Null unless it follows from one session at once.</summary>
    public SessionTimes? SessionTimes { get; init; }

    /// <summary>By which its tax is converted to the seller's tax currency; null where it need not be.</summary>
    public AppliedRate? Rate { get; private init; }

    public string Series { get; } = Seller.SeriesOn(IssueDate);

    /// <summary>The last day of its sessions, which is its tax point.</summary>
    public DateOnly DeliveryDate => Usages.Max(usage => usage.EndedOn);

    /// <summary>The first of the sessions.</summary>
    public UsageRated Usage => Usages[0];

    /// <summary>
    /// Decides the whole invoice of a rated session, issued on the seller's local date at that moment.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is nothing to charge, or the plan's currency is not the customer's.
    /// </exception>
    public static Invoice For(
        UsageRated usage, BillingProfile billing, Seller seller, TaxDecision tax, DateTime createdAt)
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

        return Over([(usage, tax)], billing, seller, createdAt) with
        {
            SessionTimes = new SessionTimes
            {
                EndedAt = usage.EndedAt,
                ReceivedAt = usage.ReceivedAt,
                PublishedLateAt = usage.PublishedLateAt,
            },
        };
    }

    /// <summary>
    /// Decides the invoice of sessions that have gathered: each was one to invoice when it came, in the currency that
    /// they share, whatever the customer's has become since.
    /// </summary>
    /// <param name="usages">The oldest first, each with its own tax; at least one.</param>
    /// <param name="billing">As it is now.</param>
    /// <param name="seller">Who issues it.</param>
    /// <param name="createdAt">The moment of issue.</param>
    public static Invoice Over(
        IReadOnlyList<(UsageRated Usage, TaxDecision Tax)> usages, BillingProfile billing, Seller seller,
        DateTime createdAt)
    {
        var lines = LinesOf(usages, billing.Language);
        var (issueDate, moment) = (seller.LocalDate(createdAt), Wire.Moment(createdAt));
        return new Invoice(
            [.. usages.Select(one => one.Usage)], billing, seller, issueDate, moment,
            [.. lines.Select(one => one.Line)], TaxOf(lines));
    }

    /// <summary>
    /// With its tax in the seller's tax currency too, at the rate of its day; null while there is none, and then it
    /// waits. Where nothing is taxed there is nothing to convert.
    /// </summary>
    public Invoice? Accounted(Exchange? exchange)
    {
        if (exchange is null || TaxSubtotals.All(subtotal => subtotal.RatePercent == 0)) return this;
        return exchange.On(DeliveryDate) is { } rate ? this with { Rate = rate } : null;
    }

    /// <summary>The document, once the store has given it its number.</summary>
    public InvoiceCreated Numbered(InvoiceNumber number)
    {
        var net = Usages.Select(usage => usage.Charge).Aggregate((sum, charge) => sum + charge);
        var tax = TaxSubtotals.Aggregate(Money.Zero(net.Currency), (sum, subtotal) => sum + subtotal.Tax);
        var total = (net + tax).ToDrawable();
        var rounding = total - net - tax;
        return new()
        {
            InvoiceId = Id,
            Number = number.ToString(),
            Series = number.Series,
            IssueDate = IssueDate,
            DeliveryDate = DeliveryDate,
            UsageId = Usage.UsageId,
            Source = Usage.Source,
            SessionId = Usage.SessionId,
            CustomerId = Usage.CustomerId,
            Service = Usage.Service,
            Language = Billing.Language,
            Seller = Seller.Party,
            SellerCode = Seller.Code,
            SellerTimeZone = Seller.TimeZone,
            SellerIban = Seller.Iban,
            SellerCreditorId = Seller.CreditorId,
            PrenotificationDays = Seller.CreditorId is null ? null : Seller.PrenotificationDays,
            Buyer = Billing.Party,
            BuyerReference = Billing.BuyerReference,
            Formats = Billing.Formats ?? Seller.Formats,
            Lines = Lines,
            TaxSubtotals = TaxSubtotals,
            Net = net,
            Tax = tax,
            AccountedTax = Rate?.Of(TaxSubtotals),
            Total = total,
            Rounding = rounding.Minor == 0 ? null : rounding,
            Attributes = Usage.Attributes,
            CreatedAt = CreatedAt,
            Sessions = Usages.Count == 1 ? null : [.. Usages.Select(SessionOf)],
            SessionTimes = SessionTimes,
        };
    }

    private static InvoicedSession SessionOf(UsageRated usage) => new()
    {
        UsageId = usage.UsageId,
        Source = usage.Source,
        SessionId = usage.SessionId,
        Service = usage.Service,
        StartedAt = usage.StartedAt,
        EndedAt = usage.EndedAt,
        EndedOn = usage.EndedOn,
        Charge = usage.Charge,
        LineCount = usage.Lines.Count,
        Attributes = usage.Attributes,
    };

    private static List<(InvoiceLine Line, TaxDecision Tax)> LinesOf(
        IReadOnlyList<(UsageRated, TaxDecision)> usages, string language)
    {
        List<(InvoiceLine, TaxDecision)> lines = [];
        foreach (var (usage, tax) in usages)
        {
            var nets = Allocation.Over([.. usage.Lines.Select(line => line.Amount)], usage.Charge);
            var session = usages.Count == 1 ? null : usage;
            foreach (var (rated, net) in usage.Lines.Zip(nets))
                lines.Add((Line.Of(lines.Count + 1, rated, net, language, tax, session), tax));
        }

        return lines;
    }

    private static TaxSubtotal[] TaxOf(List<(InvoiceLine Line, TaxDecision Tax)> lines) =>
    [
        .. lines.GroupBy(one => (one.Tax.Category, one.Tax.RatePercent)).Select(group =>
        {
            var net = group.Select(one => one.Line.Net).Aggregate((sum, line) => sum + line);
            var tax = group.First().Tax;
            return new TaxSubtotal
            {
                Category = tax.Category,
                RatePercent = tax.RatePercent,
                Base = net,
                Tax = net with { Minor = PercentOf(net.Minor, tax.RatePercent) },
                ExemptionReason = tax.Reason,
                ExemptionCode = tax.ReasonCode,
                Rule = string.Join("; ", group.Select(one => one.Tax.Rule).Distinct()),
            };
        }),
    ];

    /// <summary>Rounded once, half away from zero.</summary>
    public static long PercentOf(long minor, decimal ratePercent) =>
        (long)Math.Round(minor * ratePercent / 100, 0, MidpointRounding.AwayFromZero);
}
