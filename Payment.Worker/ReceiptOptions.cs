using System.ComponentModel.DataAnnotations;

namespace Charging.Payments;

/// <summary>Where receipts go. Section <c>Receipts</c>.</summary>
internal sealed class ReceiptOptions
{
    /// <summary>Whether mails are sent; off for throughput runs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Each mail becomes a file here, named by the invoice's number.</summary>
    [Required]
    public string Folder { get; init; } = "receipts";

    /// <summary>The sender's mail address; the name beside it is the seller's on the invoice.</summary>
    [Required, EmailAddress]
    public string From { get; init; } = "receipts@charging.example";
}
