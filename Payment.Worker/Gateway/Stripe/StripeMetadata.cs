using System.Globalization;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>Our own keys in what Stripe keeps for us, by which it is found again.</summary>
internal static class StripeMetadata
{
    private const string InvoiceId = "invoice_id";
    private const string AttemptNo = "attempt_no";
    private const string RefundNo = "refund_no";
    private const string PageNo = "page_no";

    public static Dictionary<string, string> Of(CaptureRequest request)
    {
        var metadata = new Dictionary<string, string>
        {
            [InvoiceId] = $"{request.InvoiceId}",
            [AttemptNo] = $"{request.AttemptNo}",
        };
        if (request.Session.Length > 0) metadata["session"] = request.Session;
        return metadata;
    }

    public static Dictionary<string, string> Of(RefundRequest request) => new()
    {
        [InvoiceId] = $"{request.InvoiceId}",
        [RefundNo] = $"{request.RefundNo}",
    };

    /// <summary>Of the page and of the payment that is made on it: no attempt is ever found by that.</summary>
    public static Dictionary<string, string> Of(PageRequest request) => new()
    {
        [InvoiceId] = $"{request.InvoiceId}",
        [PageNo] = $"{request.PageNo}",
    };

    /// <summary>In Stripe's search language.</summary>
    public static string Query(CaptureRequest request) =>
        $"metadata['{InvoiceId}']:'{request.InvoiceId}' AND metadata['{AttemptNo}']:'{request.AttemptNo}'";

    public static bool IsOf(IReadOnlyDictionary<string, string>? metadata, RefundRequest request) =>
        metadata is not null
        && metadata.GetValueOrDefault(InvoiceId) == $"{request.InvoiceId}"
        && metadata.GetValueOrDefault(RefundNo) == $"{request.RefundNo}";

    /// <summary>A refund that we asked for; null for any other.</summary>
    public static (Guid InvoiceId, int RefundNo)? ReadRefund(IReadOnlyDictionary<string, string>? metadata) =>
        Read(metadata, RefundNo);

    /// <summary>Null for what was not made by us.</summary>
    public static Guid? ReadInvoice(IReadOnlyDictionary<string, string>? metadata) =>
        Guid.TryParse(metadata?.GetValueOrDefault(InvoiceId), out var invoiceId) ? invoiceId : null;

    /// <summary>A page that we opened, or the payment made on it; null for any other.</summary>
    public static (Guid InvoiceId, int PageNo)? ReadPage(IReadOnlyDictionary<string, string>? metadata) =>
        Read(metadata, PageNo);

    /// <summary>Null for what was not made by us.</summary>
    public static (Guid InvoiceId, int AttemptNo)? ReadAttempt(IReadOnlyDictionary<string, string>? metadata) =>
        Read(metadata, AttemptNo);

    private static (Guid, int)? Read(IReadOnlyDictionary<string, string>? metadata, string key) =>
        ReadInvoice(metadata) is { } invoiceId
        && int.TryParse(metadata!.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var number)
            ? (invoiceId, number)
            : null;
}
