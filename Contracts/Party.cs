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
}

/// <summary>Whom to ask about an invoice (EN 16931, BG-6).</summary>
public sealed record ContactPoint
{
    /// <summary>BT-41.</summary>
    public string? Name { get; init; }

    /// <summary>BT-42.</summary>
    public string? Phone { get; init; }

    /// <summary>BT-43.</summary>
    public string? Email { get; init; }
}
