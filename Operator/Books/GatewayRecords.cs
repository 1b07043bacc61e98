using System.Globalization;
using System.Text.Json;

namespace Charging.Operator.Books;

/// <summary>
/// What the gateway itself wrote down, outside our database: the sandbox's ledger, and the in-process gateway's
/// journal, which knows of captures and refunds alone.
/// </summary>
internal sealed record GatewayRecords(IReadOnlySet<MovementKind> Kinds, IReadOnlyList<Movement> Movements)
{
    /// <summary>
    /// Null where no gateway keeps records. A ledger that is named is one, even before its file is there: then it knows
    /// of nothing.
    /// </summary>
    public static GatewayRecords? Read(string? ledger, string journal)
    {
        if (ledger is null && !File.Exists(journal)) return null;
        MovementKind[] kinds = ledger is null
            ? [MovementKind.Captured, MovementKind.Refunded]
            : Enum.GetValues<MovementKind>();
        return new(kinds.ToHashSet(), [.. Whole(ledger, OfLedger), .. Whole(journal, OfJournal)]);
    }

    /// <summary>The movements of a file's lines; a last line that is only half written has not happened yet.</summary>
    private static IEnumerable<Movement> Whole(string? path, Func<string, Movement?> read)
    {
        if (!File.Exists(path)) yield break;
        using var lines = File.OpenText(path);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            var isLast = lines.Peek() < 0;
            if (Parse(line, path, number, isLast, read) is { } movement) yield return movement;
        }
    }

    private static Movement? Parse(
        string line, string path, int number, bool isLast, Func<string, Movement?> read)
    {
        try
        {
            return read(line);
        }
        catch (Exception cut) when (isLast && cut is JsonException or FormatException)
        {
            return null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException)
        {
            throw new FormatException(
                $"{path}, line {number}, is no entry of a gateway: {wrong.Message} Restore the file.", wrong);
        }
    }

    /// <summary>Invoice id, key, amount (less than 0 for a refund), currency, reference, with tabs between.</summary>
    private static Movement OfJournal(string line)
    {
        if (line.Split('\t') is not [_, _, var minor, var currency, var reference])
            throw new FormatException("Five fields with tabs between are wanted.");
        var amount = long.Parse(minor, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return amount < 0
            ? new Movement(MovementKind.Refunded, reference, new Money(-amount, currency))
            : new Movement(MovementKind.Captured, reference, new Money(amount, currency));
    }

    /// <summary>Null for an entry that moves no money between the gateway, its customers and us.</summary>
    private static Movement? OfLedger(string line)
    {
        using var entry = JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("kind").GetString() switch
        {
            "captured" => Of(MovementKind.Captured, entry.RootElement.GetProperty("intent")),
            "refunded" => Of(MovementKind.Refunded, entry.RootElement.GetProperty("refund")),
            "refund_failed" => -Of(MovementKind.Refunded, entry.RootElement.GetProperty("refund")),
            "disputed" => Of(MovementKind.Returned, entry.RootElement.GetProperty("dispute")),
            "dispute_closed" when IsWon(entry.RootElement.GetProperty("dispute")) =>
                -Of(MovementKind.Returned, entry.RootElement.GetProperty("dispute")),
            "dispute_reopened" => Of(MovementKind.Returned, entry.RootElement.GetProperty("dispute")),
            "paid_out" => Of(MovementKind.PaidOut, entry.RootElement.GetProperty("payout")),
            _ => null,
        };
    }

    private static bool IsWon(JsonElement dispute) => dispute.GetProperty("status").GetString() == "won";

    private static Movement Of(MovementKind kind, JsonElement thing) => new(
        kind, thing.GetProperty("id").GetString()!,
        Iso(thing.GetProperty("amount").GetInt64(), thing.GetProperty("currency").GetString()!.ToUpperInvariant()));

    /// <summary>Stripe counts ISK and UGX in hundredths and MGA in whole ariary; ISO 4217 does not.</summary>
    private static Money Iso(long amount, string currency) => currency switch
    {
        "ISK" or "UGX" => amount % 100 == 0
            ? new Money(amount / 100, currency)
            : throw new FormatException($"{amount} hundredths of {currency} are no whole {currency}."),
        "MGA" => new Money(amount * 100, currency),
        _ => new Money(amount, currency),
    };
}
