using System.Globalization;

namespace Charging.Payments.Statements;

/// <summary>Amounts, signs and days as camt.053 writes them. Who reads one says how it is refused.</summary>
internal static class CamtValues
{
    /// <summary>ISO 20022 has 18 digits, five of them behind the point; zeros at the end say nothing.</summary>
    private const NumberStyles Form = NumberStyles.AllowDecimalPoint;

    private const int MostDigits = 18;

    /// <summary>Ten trillion euro: more is a mistake, or meant to break a sum.</summary>
    private const long MostMinor = 1_000_000_000_000_000;

    /// <summary>In smallest units: more than 0 where it is for us (CRDT), less where against (DBIT).</summary>
    public static long Signed(
        GivenAmount amount, string? sign, string currency, Func<string, InvalidOperationException> refuse)
    {
        var minor = MinorOf(amount, currency, refuse);
        return sign switch
        {
            "CRDT" => minor,
            "DBIT" => -minor,
            _ => throw refuse($"its CdtDbtInd is '{sign}', and CRDT or DBIT are wanted"),
        };
    }

    public static long MinorOf(GivenAmount amount, string currency, Func<string, InvalidOperationException> refuse)
    {
        if (amount.Currency != currency)
            throw refuse($"it is in '{amount.Currency}', and the account is in {currency}");
        var smallest = new Money(1, currency).ToDecimal();
        return amount.Text.Count(char.IsAsciiDigit) <= MostDigits
            && decimal.TryParse(amount.Text, Form, CultureInfo.InvariantCulture, out var value)
            && value % smallest == 0 && value <= MostMinor * smallest
                ? (long)(value / smallest)
                : throw refuse($"'{amount.Text}' is no amount in {currency}");
    }

    /// <summary>Of a day alone, or of a moment as the bank's own clock has it.</summary>
    public static DateOnly DayOf(string? text, Func<string, InvalidOperationException> refuse)
    {
        var isDay = text is { Length: >= 10 } && (text.Length == 10 || text[10] == 'T');
        return isDay && DateOnly.TryParseExact(
            text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw refuse($"'{text}' is no date");
    }
}
