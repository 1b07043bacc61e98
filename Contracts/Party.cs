namespace Charging.Contracts;

/// <summary>A seller or buyer as an invoice names it (EN 16931, BG-4 and BG-7).</summary>
public sealed record Party
{
    public required string Name { get; init; }

    public required string Street { get; init; }

    public required string City { get; init; }

    public required string PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>With the country's prefix, such as CZ12345679; null for a private person.</summary>
    public string? VatId { get; init; }

    internal Party WithoutCardNumbers() => this with
    {
        Name = CardNumber.Masked(Name),
        Street = CardNumber.Masked(Street),
        City = CardNumber.Masked(City),
        PostalCode = CardNumber.Masked(PostalCode),
        VatId = VatId is null ? null : CardNumber.Masked(VatId),
    };
}
