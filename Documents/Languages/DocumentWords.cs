using System.Globalization;

namespace Charging.Documents.Languages;

/// <summary>The words of printed documents in one language.</summary>
public abstract class DocumentWords
{
    public abstract string Invoice { get; }

    /// <summary>As the seller's law on value-added tax calls it.</summary>
    public abstract string CreditNote { get; }

    public abstract string CreditNotes { get; }

    /// <summary>Above the number and the date of the invoice that a credit note is of.</summary>
    public abstract string Corrects { get; }

    public abstract string IssuedTo { get; }

    public abstract string Provided { get; }

    public abstract string Net { get; }

    public abstract string Tax { get; }

    /// <summary>The tax in another currency than the document's.</summary>
    public abstract string TaxIn(string currency);

    public abstract string Total { get; }

    public abstract string Rounding { get; }

    /// <summary>The total of a credit note.</summary>
    public abstract string Credited { get; }

    public abstract string PaidBy { get; }

    /// <summary>Above the account.</summary>
    public abstract string DrawnFrom { get; }

    /// <summary>Before the reference of a mandate.</summary>
    public abstract string Mandate { get; }

    /// <summary>Before the seller's identifier as a creditor of SEPA.</summary>
    public abstract string CreditorId { get; }

    /// <summary>Above the account to which a customer transfers what could not be drawn.</summary>
    public abstract string TransferTo { get; }

    /// <summary>Above what the transfer is to say.</summary>
    public abstract string TransferText { get; }

    public abstract string Number { get; }

    public abstract string Issued { get; }

    public abstract string Seller { get; }

    public abstract string VatId { get; }

    public abstract string Session { get; }

    /// <summary>What the customer asked to find on the invoice (BT-10).</summary>
    public abstract string YourReference { get; }

    public abstract string Description { get; }

    public abstract string Quantity { get; }

    public abstract string Unit { get; }

    public abstract string UnitPrice { get; }

    public abstract string Amount { get; }

    public abstract string TaxRate { get; }

    public abstract string Because { get; }

    /// <summary>What an unpaid invoice's customer does about it.</summary>
    public abstract string HowToPay { get; }

    /// <summary>What its customer is told of an invoice that nothing draws, since it is too small.</summary>
    public abstract string TooSmall { get; }

    protected abstract NumberFormatInfo Numbers { get; }

    /// <summary>What the printed invoice says once it is paid; at most a line.</summary>
    public abstract string PaidMark(DateOnly date, PaymentMethodKind kind, string lastFour);

    public abstract string DueMark(DateOnly date, string amount);

    /// <summary>What it says while a debit waits for the day that its customer was told.</summary>
    public abstract string DrawnMark(DateOnly date, string amount);

    public abstract string NotCollectedMark(string amount);

    /// <summary>Of a credit note, or of an invoice that was credited.</summary>
    public abstract string CreditedMark(string amount, bool isWhole);

    public abstract string Page(int number, int of);

    /// <summary>A unit of UN/ECE Recommendation 20 as people write it; its code where there is no word.</summary>
    public virtual string OfUnit(string code) => code switch
    {
        "MIN" => "min",
        "SEC" => "s",
        "HUR" => "h",
        "AD" => "B",
        "2P" => "kB",
        "4L" => "MB",
        "E34" => "GB",
        _ => code,
    };

    /// <summary>So many of them, as a column or the middle of a sentence has it.</summary>
    public abstract string Sessions(int count);

    public abstract string Of(PaymentMethodKind kind, string brand, string lastFour);

    public abstract string Of(DateOnly date);

    /// <summary>A date and the time of day, as people write them.</summary>
    protected abstract string Of(DateOnly date, TimeOnly time);

    /// <summary>When something was, by the seller's clock.</summary>
    /// <param name="moment">UTC.</param>
    /// <param name="clock">The seller's.</param>
    public string Of(DateTime moment, SellersClock clock)
    {
        var local = clock.At(moment);
        return Of(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) + clock.NoteOn(moment);
    }

    /// <summary>A card scheme as people write it; a brand that nobody knows as it is.</summary>
    public static string BrandOf(string brand) => Brands.Of(brand);

    /// <summary>The day on which it was provided, or the first and the last.</summary>
    public string ProvidedOn(InvoiceCreated invoice)
    {
        var (first, last) = DaysOf(invoice);
        return first == last ? Of(last) : $"{Of(first)} – {Of(last)}";
    }

    /// <summary>The session's id, or how many there are.</summary>
    public string SessionOf(InvoiceCreated invoice) =>
        invoice.Sessions is { } sessions ? Sessions(sessions.Count) : invoice.SessionId;

    /// <summary>With every digit of the currency, and its code.</summary>
    public string Of(Money amount) => $"{Figures(amount)}\u00A0{amount.Currency}";

    /// <summary>The same without the code, for columns that name the currency above.</summary>
    public string Figures(Money amount) =>
        amount.ToDecimal().ToString($"N{Currencies.DigitsOf(amount.Currency)}", Numbers);

    /// <summary>A quantity or rate: as many decimals as it has.</summary>
    public string Of(decimal number) => number.ToString("#,0.############", Numbers);

    /// <summary>A price of one unit, which may be finer than money: two decimals, or as many as it has.</summary>
    public string PriceOf(decimal price) => price.ToString("#,0.00##########", Numbers);

    /// <summary>By which rate the tax was converted: 1 EUR = 24.235 CZK, who published it and for which day.</summary>
    /// <param name="tax">The tax that was.</param>
    /// <param name="currency">The document's.</param>
    public string RateOf(AccountedTax tax, string currency) =>
        $"1\u00A0{currency} = {Shown(tax.Rate)}\u00A0{tax.Tax.Currency} ({SourceOf(tax.Source)}{Of(tax.RateDay)})";

    /// <summary>The tax in another currency and its rate, a line each; none where there is none.</summary>
    public IReadOnlyList<string> Lines(AccountedTax? tax, string currency) =>
        tax is null ? [] : [$"{TaxIn(tax.Tax.Currency)}: {Figures(tax.Tax)}", RateOf(tax, currency)];

    /// <summary>Who published a rate, with a comma behind it; empty where nobody is named.</summary>
    protected abstract string SourceOf(RateSource source);

    /// <summary>All digits; of one that ends nowhere the first ten, and that there are more.</summary>
    private string Shown(Rational rate)
    {
        const long shift = 10_000_000_000;
        var cut = (decimal)(rate * shift).Floor() / shift;
        return cut == rate ? Of(cut) : $"{Of(cut)}…";
    }

    /// <summary>The local days on which the first and the last of the invoice's sessions ended.</summary>
    public static (DateOnly First, DateOnly Last) DaysOf(InvoiceCreated invoice) =>
        invoice.Sessions is { } sessions
            ? (sessions.Min(session => session.EndedOn), sessions.Max(session => session.EndedOn))
            : (invoice.DeliveryDate, invoice.DeliveryDate);
}
