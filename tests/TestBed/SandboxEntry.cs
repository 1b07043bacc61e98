using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Charging.TestBed;

/// <summary>
/// One thing that the sandbox did for an invoice, as its ledger says: Kind is captured, declined, returned, disputed …;
/// AttemptNo is 0 for what a customer paid by themselves; Payment is the gateway's own name for it; Minor is in
/// smallest units.
/// </summary>
public sealed record SandboxEntry(
    string Kind, Guid InvoiceId, int AttemptNo, string Payment, string Method, long Minor, string Currency)
{
    public const string Captured = "captured";
    public const string Disputed = "disputed";

    public Capture ToCapture() => new(InvoiceId, $"capture:{InvoiceId}:{AttemptNo}", Minor, Currency);

    /// <summary>A line without its end, as a killed sandbox leaves it, was never answered for: left out.</summary>
    internal static IReadOnlyList<SandboxEntry> Read(string ledger)
    {
        using var file = new FileStream(ledger, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n')[..^1];
        return [.. lines.SelectMany(Parse)];
    }

    private static IEnumerable<SandboxEntry> Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        if (!json.RootElement.TryGetProperty("intent", out var intent)) yield break;
        var metadata = intent.GetProperty("metadata");
        yield return new(
            json.RootElement.GetProperty("kind").GetString()!,
            metadata.GetProperty("invoice_id").GetGuid(),
            metadata.TryGetProperty("attempt_no", out var attemptNo)
                ? int.Parse(attemptNo.GetString()!, CultureInfo.InvariantCulture)
                : 0,
            intent.GetProperty("id").GetString()!,
            intent.GetProperty("method").GetString()!,
            intent.GetProperty("amount").GetInt64(),
            intent.GetProperty("currency").GetString()!.ToUpperInvariant());
    }
}
