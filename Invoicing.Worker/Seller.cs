using System.ComponentModel.DataAnnotations;
using Charging.Contracts;

namespace Charging.Invoicing;

/// <summary>
/// Who issues the invoices, from the settings <c>Seller__…</c>. The time zone decides an invoice's date and year.
/// </summary>
internal sealed class Seller : IValidatableObject
{
    [Required(ErrorMessage = "Set Seller__Name to the name that issues the invoices.")]
    public required string Name { get; init; }

    [Required(ErrorMessage = "Set Seller__Street to the seller's street and number.")]
    public required string Street { get; init; }

    [Required(ErrorMessage = "Set Seller__City to the seller's city.")]
    public required string City { get; init; }

    [Required(ErrorMessage = "Set Seller__PostalCode to the seller's postal code.")]
    public required string PostalCode { get; init; }

    [Required(ErrorMessage = "Set Seller__Country to the seller's country, such as CZ.")]
    [RegularExpression("[A-Z]{2}", ErrorMessage = "Seller__Country must be two capital letters, such as CZ.")]
    public required string Country { get; init; }

    [Required(ErrorMessage = "Set Seller__VatId to the seller's VAT id, such as CZ12345679.")]
    public required string VatId { get; init; }

    [Required(ErrorMessage = "Set Seller__TimeZone to the seller's IANA time zone, such as Europe/Prague.")]
    public required string TimeZone { get; init; }

    public Party Party => field ??= new()
    {
        Name = Name,
        Street = Street,
        City = City,
        PostalCode = PostalCode,
        Country = Country,
        VatId = VatId,
    };

    private TimeZoneInfo Zone => field ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"Seller__TimeZone is '{TimeZone}'; set an IANA time zone such as Europe/Prague.");
        if (Contracts.VatId.FaultIn(VatId) is { } fault) yield return new($"Seller__VatId: {fault}.");
    }
}
