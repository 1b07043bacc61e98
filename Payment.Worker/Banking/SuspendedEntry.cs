namespace Charging.Payments.Banking;

/// <summary>
/// An entry of a statement of which something is left; with the invoice that it names, how its payment stands, and what
/// is owed of it, where it names one.
/// </summary>
internal sealed record SuspendedEntry(
    Guid EntryId, string Account, string BankId, int EntryNo, DateOnly BookedOn, long LeftMinor, long AmountMinor,
    string Currency, bool IsReversal, string? Counterparty, string Texts, string? InvoiceNumber, string? State,
    long? OwedMinor)
{
    private const int LettersOfName = 8;

    /// <summary>As people call it.</summary>
    public string Name => $"{EntryId:N}"[..LettersOfName];

    public Money Left => new(LeftMinor, Currency);

    /// <summary>Why it is here, as far as it can be seen.</summary>
    public string Why() => this switch
    {
        { LeftMinor: < 0, IsReversal: true } => "what came before was taken back",
        { LeftMinor: < 0 } => "left the account",
        { IsReversal: true } => "what left before was taken back",
        { InvoiceNumber: null } => "names no invoice and no payout, or several",
        { State: "Captured", LeftMinor: var left, AmountMinor: var all } when left < all =>
            $"more than was owed of {InvoiceNumber}",
        { State: "Captured" } => $"{InvoiceNumber} is paid already",
        _ when LeftMinor < OwedMinor =>
            $"less than the {new Money(OwedMinor!.Value, Currency)} of {InvoiceNumber}, which is {State}",
        _ => $"{InvoiceNumber} is {State}; offered to it again and again",
    };
}
