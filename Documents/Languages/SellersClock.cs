namespace Charging.Documents.Languages;

/// <summary>
/// The clock on the seller's wall, by which customers are told when something was. Invoices of old do not say where
/// that wall is; theirs is UTC, and is named so.
/// </summary>
public sealed record SellersClock(TimeZoneInfo? Zone)
{
    public static SellersClock Of(InvoiceCreated invoice) => new(
        invoice.SellerTimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null);

    /// <param name="moment">UTC.</param>
    public DateTime At(DateTime moment) => Zone is null ? moment : TimeZoneInfo.ConvertTimeFromUtc(moment, Zone);

    /// <param name="moment">UTC.</param>
    public DateOnly DateOf(DateTime moment) => DateOnly.FromDateTime(At(moment));

    /// <summary>
    /// What people need beside the time: UTC, or which of two equal times it is when the clock is put back.
    /// </summary>
    /// <param name="moment">UTC.</param>
    public string NoteOn(DateTime moment)
    {
        if (Zone is null) return " UTC";
        if (!Zone.IsAmbiguousTime(At(moment))) return "";
        var offset = Zone.GetUtcOffset(moment);
        var minutes = offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}";
        return $" (UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{minutes})";
    }
}
