namespace Charging.Operator.Exporting;

/// <summary>
/// How the accountant calls an account of ours: where it is of that seller or currency, or of any where none is said.
/// </summary>
/// <param name="Line">Of the file, by which faults name it.</param>
/// <param name="Account">Ours, such as receivable.</param>
/// <param name="Seller">By its code.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="To">His.</param>
/// <param name="TaxKey">DATEV's key that a booking on this account bears (BU-Schlüssel).</param>
internal sealed record AccountRule(
    int Line, string Account, string? Seller, string? Currency, string To, string? TaxKey)
{
    /// <summary>What says more wins; the seller says more than the currency.</summary>
    public int Weight => (Seller is null ? 0 : 2) + (Currency is null ? 0 : 1);

    public bool Holds(string account, string? seller, string currency) =>
        Account == account && (Seller is null || Seller == seller) && (Currency is null || Currency == currency);
}

/// <summary>A line as it stands in the accountant's books.</summary>
internal sealed record Posting(BookLine Line, DateOnly Day, AccountRule Debit, AccountRule Credit)
{
    public decimal Amount => new Money(Line.AmountMinor, Line.Currency).ToDecimal();

    public int Digits => Currencies.DigitsOf(Line.Currency);

    public string Document => Line.Document ?? "";

    /// <summary>What it is called where one text is wanted.</summary>
    public string Text => Document.Length == 0 ? Line.Event : $"{Line.Event} {Document}";
}
