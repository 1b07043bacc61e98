namespace Charging.Payments.Statements;

/// <summary>Checks the entries of one statement and parts those of several transactions.</summary>
internal sealed class EntryReading(string statement, string file, string currency)
{
    /// <summary>Of what is written on a transaction so much is kept.</summary>
    private const int MostTexts = 30;

    private int no;

    public IReadOnlyList<(StatementEntry Entry, bool IsBooked)> Read(IReadOnlyList<GivenEntry> entries) =>
        [.. entries.SelectMany((entry, index) => Read(entry, $"{statement}, entry {index + 1} (line {entry.Line})"))];

    private List<(StatementEntry Entry, bool IsBooked)> Read(GivenEntry given, string place)
    {
        var isBooked = given.Status switch
        {
            "BOOK" => true,
            "PDNG" or "INFO" or "FUTR" => false,
            var other => throw Refuse(
                place, $"its status is '{other}', and BOOK, PDNG, INFO or FUTR are known: is it booked?"),
        };
        if (given.Amount is not { } amount) throw Refuse(place, "it has no amount");

        var entry = new StatementEntry(
            0, isBooked || given.BookedOn is not null ? DayOf(given.BookedOn, $"{place}, booking date") : null,
            given.ValueOn is null ? null : DayOf(given.ValueOn, $"{place}, value date"),
            CamtValues.Signed(amount, given.Sign, currency, why => Refuse(place, why)), IsReversal(given, place),
            given.Reference, null, null, given.Remark is { } remark ? [remark] : []);
        var parts = PartsOf(given, entry, place);
        return [.. parts.Select(part => (part with { No = isBooked ? ++no : 0 }, isBooked))];
    }

    /// <summary>
    /// Each transaction by itself, where each says how much of the account's currency it is; else the entry as it is.
    /// </summary>
    private List<StatementEntry> PartsOf(GivenEntry given, StatementEntry entry, string place)
    {
        CheckBatches(given, entry, place);
        var details = given.Details.ToList();
        var amounts = details
            .Select((detail, index) => AmountOf(detail, entry, $"{place}, detail {index + 1}")).ToList();
        if (amounts.Any(amount => amount is not null) && (details.Count > 1 || amounts[0] is not null))
        {
            if (amounts.FindIndex(amount => amount is null) is >= 0 and var without)
                throw Refuse(place, $"detail {without + 1} of {details.Count} has no amount in {currency}");
            var sum = amounts.Aggregate((Int128)0, (at, amount) => at + amount!.Value);
            if (sum != entry.Minor)
                throw Refuse(place, $"its {details.Count} details are {sum}, and it is {entry.Minor} (smallest units)");
            return [.. details.Select((detail, index) => Of(entry, [detail]) with { Minor = amounts[index]!.Value })];
        }

        return [Of(entry, details)];
    }

    /// <summary>What is said of transactions together is what is said of each.</summary>
    private void CheckBatches(GivenEntry given, StatementEntry entry, string place)
    {
        Int128 total = 0;
        foreach (var batch in given.Batches)
        {
            if (batch is { Count: { } count, Details.Count: > 0 and var there } && count != $"{there}")
                throw Refuse(place, $"its batch is said to have {count} transactions, and has {there}");
            if (batch.Total is null) continue;

            var said = CamtValues.Signed(
                batch.Total, batch.Sign ?? given.Sign, currency, why => Refuse($"{place}, its batch", why));
            var amounts = batch.Details.Select(detail => AmountOf(detail, entry, place)).ToList();
            if (amounts.Count > 0 && amounts.TrueForAll(amount => amount is not null)
                && amounts.Aggregate((Int128)0, (at, amount) => at + amount!.Value) is var sum && sum != said)
                throw Refuse(place, $"its batch is {said}, and the transactions in it are {sum} (smallest units)");
            total += said;
        }

        if (given.Batches.Count > 0 && given.Batches.TrueForAll(batch => batch.Total is not null)
            && total != entry.Minor)
            throw Refuse(place, $"its batches are {total}, and it is {entry.Minor} (smallest units)");
    }

    /// <summary>Null where it is said in another currency alone, or not at all.</summary>
    private long? AmountOf(GivenDetail detail, StatementEntry entry, string place) =>
        detail.Amounts.Find(amount => amount.Currency == currency) is { } amount
            ? CamtValues.Signed(
                amount, detail.Sign ?? (entry.Minor < 0 ? "DBIT" : "CRDT"), currency, why => Refuse(place, why))
            : null;

    /// <summary>Who paid, of what came; who is paid, of what left.</summary>
    private static StatementEntry Of(StatementEntry entry, List<GivenDetail> details)
    {
        var party = details.Count != 1 ? new() : entry.Minor > 0 ? details[0].Debtor : details[0].Creditor;
        var account = party.Account?.Replace(" ", "", StringComparison.Ordinal);
        return entry with
        {
            Counterparty = party.Name,
            LastFour = account?.Length > 4 ? account[^4..] : null,
            Texts =
            [
                .. details.SelectMany(detail => detail.Remittance.Concat(detail.References)).Concat(entry.Texts)
                    .Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(MostTexts),
            ],
        };
    }

    private bool IsReversal(GivenEntry given, string place) => given.Reversal switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        var other => throw Refuse(place, $"its RvslInd is '{other}', and true or false are wanted"),
    };

    private DateOnly DayOf(string? text, string place) => CamtValues.DayOf(text, why => Refuse(place, why));

    private InvalidOperationException Refuse(string place, string why) => CamtFile.Refusal(file, $"{place}: {why}");
}
