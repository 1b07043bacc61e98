namespace Charging.Invoicing.Exchanging;

/// <summary>A rate of exchange that a document's tax is converted by, and into what.</summary>
internal sealed record AppliedRate(RateSource Source, DateOnly Day, Rational Rate, string Currency)
{
    /// <summary>At what an invoice was issued; null where its tax is in no other currency.</summary>
    public static AppliedRate? Of(InvoiceCreated invoice) => invoice.AccountedTax is { } tax
        ? new(tax.Source, tax.RateDay, tax.Rate, tax.Tax.Currency)
        : null;

    /// <summary>The tax of each category and rate is converted and rounded once, half away from zero.</summary>
    public AccountedTax Of(IEnumerable<TaxSubtotal> subtotals) => new()
    {
        Tax = subtotals.Aggregate(Money.Zero(Currency), (sum, subtotal) => sum + Convert(subtotal.Tax)),
        Rate = Rate,
        RateDay = Day,
        Source = Source,
    };

    private Money Convert(Money tax)
    {
        Rational smallest = new Money(1, Currency).ToDecimal();
        var exact = tax.ToDecimal() * Rate / smallest;
        var half = new Rational(1, 2);
        return new((long)(exact.Sign < 0 ? -(half - exact).Floor() : (exact + half).Floor()), Currency);
    }
}
