namespace Charging.Documents.Parties;

/// <summary>What of a seller decides in which formats documents can be made.</summary>
/// <param name="Code">By which customers name it.</param>
/// <param name="Party">As documents name it.</param>
/// <param name="Currency">Of its accounts.</param>
/// <param name="Iban">Where an invoice is paid that nothing could be drawn for.</param>
/// <param name="TaxCurrency">In which VAT is owed and said, at published rates; null where it names none.</param>
/// <param name="Formats">For customers who choose none; null is UBL.</param>
public sealed record IssuingSeller(
    string Code, Party Party, string Currency, string? Iban, string? TaxCurrency,
    IReadOnlyList<DocumentFormat>? Formats);
