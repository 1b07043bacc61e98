namespace Charging.Documents.Xml;

/// <summary>The VAT categories by their letters in UNCL 5305.</summary>
internal static class TaxCategories
{
    public static string CodeOf(TaxCategory category) => category switch
    {
        TaxCategory.Standard => "S",
        TaxCategory.ZeroRated => "Z",
        TaxCategory.ReverseCharge => "AE",
        TaxCategory.Exempt => "E",
        TaxCategory.OutOfScope => "O",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No UNCL 5305 code for it; add one."),
    };
}
