namespace Charging.Contracts;

/// <summary>Where a party takes electronic documents, such as in Peppol (EN 16931, BT-34 and BT-49).</summary>
public sealed record ElectronicAddress
{
    /// <summary>Of the list EAS (electronic address scheme), such as 9930 for a German VAT id.</summary>
    public required string Scheme { get; init; }

    public required string Id { get; init; }
}
