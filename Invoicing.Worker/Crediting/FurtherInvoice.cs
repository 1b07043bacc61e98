using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// The invoice of what a session costs more by its corrected price: over the difference alone, taxed as of the
/// session's day, and collected as any other. Its id is derived from the adjustment's.
/// </summary>
internal static class FurtherInvoice
{
    private static readonly Guid Namespace = new("9a4d3b6e-5f0a-5c1d-8e7b-2c6f1b0d9a35");

    public static Invoice For(
        UsageAdjusted adjustment, BillingProfile billing, Seller seller, VatRates rates, DateTime createdAt)
    {
        var tax = TaxRule.For(seller, billing, adjustment.Service, adjustment.EndedOn, rates);
        Rational difference = adjustment.Difference.ToDecimal();
        var invoice = Invoice.For(
            new()
            {
                UsageId = adjustment.UsageId,
                Source = adjustment.Source,
                SessionId = adjustment.SessionId,
                CustomerId = adjustment.CustomerId,
                Service = adjustment.Service,
                StartedAt = adjustment.StartedAt,
                EndedAt = adjustment.EndedAt,
                EndedOn = adjustment.EndedOn,
                Charge = adjustment.Difference,
                PlanCode = adjustment.PlanCode,
                PlanVersion = adjustment.PlanVersion,
                Lines = [new()
                {
                    Description = "price correction",
                    Quantity = 1,
                    Unit = "session",
                    UnitPrice = difference,
                    Amount = difference,
                }],
                Attributes = adjustment.Attributes,
                RatedAt = adjustment.AdjustedAt,
            },
            billing, seller, tax, createdAt) with { SessionTimes = null };
        return invoice with
        {
            Id = NameBasedId.Of(Namespace, $"{adjustment.AdjustmentId}"),
            Lines = [.. invoice.Lines.Select(line => CreditLine.Correction(
                adjustment, line.Id, line.Net, billing.Language, line.TaxCategory, line.TaxRatePercent))],
        };
    }
}
