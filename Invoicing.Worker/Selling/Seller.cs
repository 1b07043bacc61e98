using Charging.Documents.Parties;
using Charging.Invoicing.Numbering;

namespace Charging.Invoicing.Selling;

/// <summary>
/// Who issues invoices. Customers name one by its code, as their invoice series; its time zone decides an invoice's
/// date and year.
/// </summary>
internal sealed record Seller
{
    /// <summary>Such as CZ; stands for <c>{entity}</c> in the numbers.</summary>
    public required string Code { get; init; }

    public required Party Party { get; init; }

    /// <summary>ISO 4217; of the seller's accounts.</summary>
    public required string Currency { get; init; }

    /// <summary>ISO 639-1, lower case; the seller's own.</summary>
    public required string Language { get; init; }

    /// <summary>Of the IANA database.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How invoices are numbered; see <see cref="SeriesPattern"/>.</summary>
    public required string Series { get; init; }

    /// <summary>How credit notes are numbered.</summary>
    public required string CreditSeries { get; init; }

    /// <summary>Where an invoice is paid that nothing could be drawn for; an IBAN without spaces.</summary>
    public string? Iban { get; init; }

    /// <summary>
    /// As a creditor of SEPA, without spaces; null where no debit is told before it is drawn, or the gateway tells it.
    /// </summary>
    public string? CreditorId { get; init; }

    /// <summary>How many days before it is drawn a debit is told, unless its mandate says otherwise.</summary>
    public int PrenotificationDays { get; init; } = MandateTerms.UsualDays;

    /// <summary>Registered in the Union's one-stop shop: consumers in other member states pay the rate there.</summary>
    public bool Oss { get; init; }

    /// <summary>
    /// Whether telecommunication or electronic services are sold (2006/112/EC, article 58); others are taxed at home.
    /// </summary>
    public bool ElectronicServices { get; init; } = true;

    /// <summary>By service, in words, where its rate at home is not standard: message is reduced.</summary>
    public IReadOnlyDictionary<string, string> Rates { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// In which VAT is owed, ISO 4217: an invoice in another currency says its tax in this one too. Null: none does.
    /// </summary>
    public string? TaxCurrency { get; init; }

    /// <summary>Whose rates convert it; null without a tax currency.</summary>
    public RateSource? ExchangeRates { get; init; }

    /// <summary>True where the last rate before the day of delivery holds; null where that day's own does.</summary>
    public bool? RateOfDayBefore { get; init; }

    /// <summary>In which formats documents are sent, unless the customer names others; null is UBL.</summary>
    public IReadOnlyList<DocumentFormat>? Formats { get; init; }

    /// <summary>What of him decides in which formats his documents can be made.</summary>
    public IssuingSeller ToIssuing() => new(Code, Party, Currency, Iban, TaxCurrency, Formats);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The date on the seller's wall at that moment (UTC).</summary>
    public DateOnly LocalDate(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, Zone));

    /// <summary>The first moment (UTC) of the month on the seller's wall that follows that moment's (UTC).</summary>
    public DateTime MonthsEnd(DateTime moment)
    {
        var today = LocalDate(moment);
        var midnight = today.AddDays(1 - today.Day).AddMonths(1).ToDateTime(TimeOnly.MinValue);
        // Where the clock skips midnight, the month begins with the first moment after the gap.
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(midnight)
            ? Zone.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.GetUtcOffset(midnight);
        return DateTime.SpecifyKind(midnight - offset, DateTimeKind.Utc);
    }

    public VatRateKind RateOf(Service service) =>
        Rates.TryGetValue(Words.Of(service), out var kind) ? Words.Read<VatRateKind>(kind) : VatRateKind.Standard;

    /// <summary>In which series an invoice of that local date is counted.</summary>
    public string SeriesOn(DateOnly issueDate) => SeriesPattern.SeriesOf(Series, Code, issueDate);

    /// <summary>In which a credit note is.</summary>
    public string CreditSeriesOn(DateOnly issueDate) => SeriesPattern.SeriesOf(CreditSeries, Code, issueDate);
}
