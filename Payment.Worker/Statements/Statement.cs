using System.Security.Cryptography;
using System.Text.Json;

namespace Charging.Payments.Statements;

/// <summary>
/// What a bank says of an account between two of its balances, checked: opening and closing are booked balances in
/// smallest units, less than 0 where the account is overdrawn, and the entries are what lies between them. BankId is
/// the bank's own name for it; the account is an IBAN or what else the bank calls it.
/// </summary>
internal sealed record Statement(
    string Account, string Currency, string BankId, DateOnly OpenedOn, long OpeningMinor, DateOnly ClosedOn,
    long ClosingMinor, IReadOnlyList<StatementEntry> Entries)
{
    private static readonly Guid Namespace = new("5b0c9a52-1f0e-5d5c-8a39-2c7d1f4be6a0");

    public Guid StatementId => NameBasedId.Of(Namespace, $"{Account}\n{Currency}\n{BankId}");

    public Money Opening => new(OpeningMinor, Currency);

    public Money Closing => new(ClosingMinor, Currency);

    /// <summary>What the bank has not booked; it is shown, and comes again once it is.</summary>
    public IReadOnlyList<StatementEntry> Pending { get; init; } = [];

    /// <summary>The same of two files that say the same, whenever and however often they were written.</summary>
    public byte[] Digest() =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Pending = [] }, Wire.Json));

    public Guid EntryIdOf(StatementEntry entry) => NameBasedId.Of(Namespace, $"{StatementId}\n{entry.No}");
}

/// <summary>
/// One movement: more than 0 came, less than 0 left. No counts those of the statement 1, 2, 3 …; of an entry of several
/// transactions each is one. A reversal takes back what was booked before. LastFour is the end of the other side's
/// account; Texts is all that names what it is for.
/// </summary>
internal sealed record StatementEntry(
    int No, DateOnly? BookedOn, DateOnly? ValueOn, long Minor, bool IsReversal, string? BankReference,
    string? Counterparty, string? LastFour, IReadOnlyList<string> Texts);
