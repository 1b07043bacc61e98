namespace Charging.Payments.Receipts;

/// <summary>What has become of a mail.</summary>
internal enum ReceiptStatus
{
    /// <summary>Kept, and on its way: it leaves at once or, put off, when it is due.</summary>
    Made,

    Sent,

    /// <summary>Refused for good; a person decides.</summary>
    Undeliverable,
}
