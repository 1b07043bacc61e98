using System.Globalization;

namespace Charging.Documents.Languages;

/// <summary>
/// A rated line for its customer: what it is called, and a note that tells how much was used at which price and what
/// that comes to before anything is rounded. The amounts of all notes add up to the charge before it was rounded.
/// </summary>
public sealed class LineText(RatingLine line, string currency, LineWords words)
{
    private const int MostDigits = 12;

    private readonly string[] parts = line.Description.Split(", ");

    public string Name => string.Join(", ", parts.Select(words.Of));

    /// <summary>Where the invoice has several sessions: <c>20 Nov 2026, voice, peak</c>.</summary>
    /// <param name="day">The session's last local date.</param>
    /// <param name="service">What it was, unless the name says so itself.</param>
    public string NameAmong(DateOnly day, Service service)
    {
        var word = Contracts.Words.Of(service);
        return parts[0] == word ? $"{words.Of(day)}, {Name}" : $"{words.Of(day)}, {words.Of(word)}: {Name}";
    }

    public string Note => (parts[0], parts[^1]) switch
    {
        ("minimum charge", _) => words.RaisedBy(Price(line.Amount)),
        ("maximum charge", _) => words.CutBy(Price(-line.Amount)),
        (_, "flat") => words.Flat(Price(line.Amount), eachMonth: line.Unit == "month"),
        (_, "allowance") when line.UnitPrice.Sign == 0 => words.Free(Used),
        _ => $"{words.At(UsedThen, Price(line.UnitPrice) + Per)}{Result}",
    };

    /// <summary>The quantity with the window or tier in which it was used: <c>12 min peak</c>.</summary>
    private string UsedThen => string.Join(' ', parts.Skip(1).Select(words.Of).Prepend(Used));

    private string Used => line.Unit switch
    {
        "min" => Minutes,
        "s" or "h" => $"{Number(line.Quantity)} {line.Unit}",
        "leg" or "session" => Things(parts[0] == "connection" ? "connection" : "session"),
        "message" => Things("message"),
        _ when Bytes is { } unit => $"{Number(line.Quantity)} {unit}",
        _ => $"{Number(line.Quantity)} × {line.Unit}",
    };

    /// <summary>Minutes and seconds, which are exact where a decimal of minutes has no end.</summary>
    private string Minutes
    {
        get
        {
            var minutes = line.Quantity.Floor();
            var seconds = (line.Quantity - new Rational(minutes, 1)) * 60;
            var whole = $"{minutes.ToString(CultureInfo.InvariantCulture)} min";
            return (minutes == 0, seconds.Sign == 0) switch
            {
                (_, true) => whole,
                (true, _) => $"{Number(seconds)} s",
                _ => $"{whole} {Number(seconds)} s",
            };
        }
    }

    private string Per => line.Unit is "min" or "s" or "h" ? $"/{line.Unit}" : Bytes is { } unit ? $"/{unit}" : "";

    private string? Bytes => line.Unit switch
    {
        "byte" => "B",
        "1000 bytes" => "kB",
        "1000000 bytes" => "MB",
        "1000000000 bytes" => "GB",
        _ => null,
    };

    /// <summary>Nothing where it only repeats the price.</summary>
    private string Result => line.Amount == line.UnitPrice ? "" : $" {(IsFinite(line.Amount) ? "=" : "≈")} " +
        Price(line.Amount);

    private string Things(string thing) =>
        words.Count(Decimals.Nearest(line.Quantity, MostDigits), Number(line.Quantity), thing);

    private string Price(Rational amount) => $"{Number(amount)} {currency}";

    private string Number(Rational value) =>
        Decimals.Nearest(value, MostDigits).ToString("0.############", words.Numbers);

    private static bool IsFinite(Rational value) => Decimals.Nearest(value, MostDigits) == value;
}
