using Charging.Contracts.Cards;

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

    /// <summary>
    /// With the country's prefix, such as CZ12345679; null for a private person. A Swiss one may come as its law writes
    /// it, CHE-123.456.789 MWST, and is kept as CHE123456789MWST.
    /// </summary>
    public string? VatId { get; init => field = value is null ? null : SwissVatId.Canonical(value); }

    /// <summary>
    /// Where the party takes electronic documents (BT-34, BT-49); where both have one, documents are made for Peppol.
    /// </summary>
    public ElectronicAddress? Endpoint { get; init; }

    /// <summary>Whom to ask about an invoice (BG-6, BG-9).</summary>
    public ContactPoint? Contact { get; init; }

    internal Party WithoutCardNumbers() => this with
    {
        Name = CardNumber.Masked(Name),
        Street = CardNumber.Masked(Street),
        City = CardNumber.Masked(City),
        PostalCode = CardNumber.Masked(PostalCode),
        VatId = VatId is null ? null : CardNumber.Masked(VatId),
        Contact = Contact?.WithoutCardNumbers(),
    };

    internal IEnumerable<(string Field, string? Text)> Texts() =>
    [
        ("name", Name), ("street", Street), ("city", City), ("postalCode", PostalCode), ("vatId", VatId),
        ("contact.name", Contact?.Name), ("contact.email", Contact?.Email),
    ];
}

/// <summary>A person or a desk that answers (EN 16931, BG-6 and BG-9).</summary>
public sealed record ContactPoint
{
    /// <summary>BT-41, BT-56.</summary>
    public string? Name { get; init; }

    /// <summary>BT-42, BT-57.</summary>
    public string? Phone { get; init; }

    /// <summary>BT-43, BT-58.</summary>
    public string? Email { get; init; }

    internal ContactPoint WithoutCardNumbers() => this with
    {
        Name = Name is null ? null : CardNumber.Masked(Name),
        Email = Email is null ? null : CardNumber.Masked(Email),
    };
}
