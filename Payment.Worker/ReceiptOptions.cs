using System.ComponentModel.DataAnnotations;

namespace Charging.Payments;

/// <summary>Where receipts go. Section <c>Receipts</c>.</summary>
internal sealed class ReceiptOptions
{
    /// <summary>Off for throughput runs without mail.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Each mail becomes a file here, named by the invoice's number.</summary>
    [Required]
    public string Folder { get; init; } = "receipts";

    /// <summary>The sender's mail address; the name beside it is the seller's on the invoice.</summary>
    [Required, EmailAddress]
    public string From { get; init; } = "receipts@charging.example";
}
