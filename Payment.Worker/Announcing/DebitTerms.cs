namespace Charging.Payments.Announcing;

/// <summary>
/// By which an invoice's debits are told before they are drawn. TimeZone is of the seller's clock; null is UTC.
/// </summary>
internal sealed record DebitTerms(string CreditorId, int Days, string? TimeZone)
{
    /// <summary>SEPA moves nothing but euro.</summary>
    private const string Currency = "EUR";

    /// <summary>
    /// Null where nothing is told: the invoice is in another currency, or its seller is no creditor of SEPA, as none
    /// was in invoices of old.
    /// </summary>
    public static DebitTerms? Of(InvoiceCreated invoice) =>
        invoice.SellerCreditorId is { } creditor && invoice.Total.Currency == Currency
            ? new(creditor, invoice.PrenotificationDays ?? MandateTerms.UsualDays, invoice.SellerTimeZone)
            : null;

    /// <summary>
    /// How many days before it is drawn a debit of that method is told; 0 where it is drawn at once: from a card, as
    /// agreed, and under a mandate whose reference nobody has told us, so that there is nothing to name.
    /// </summary>
    /// <param name="method">A card or an account.</param>
    /// <param name="now">UTC; what is agreed holds from its day on.</param>
    public int DaysOf(PaymentMethod method, DateTime now)
    {
        if (method.Kind != PaymentMethodKind.BankAccount || string.IsNullOrEmpty(method.MandateReference)) return 0;
        if (method.Mandate is not { PrenotificationDays: { } days } mandate) return Days;
        var isAgreed = mandate is { Agreed: true, AgreedOn: { } since } && since <= DebitDay.Of(now, TimeZone);
        return days >= Days || isAgreed ? days : Days;
    }
}
