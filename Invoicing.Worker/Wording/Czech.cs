using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Invoicing;

internal sealed partial class Czech : LineWords
{
    public static Czech Words { get; } = new();

    public override NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = "," };

    public override string Of(string word) => word switch
    {
        "connection" => "spojení",
        "conference" => "konference",
        "voice" => "hovor",
        "message" => "zprávy",
        "data" => "data",
        "flat" => "paušál",
        "allowance" => "z volných jednotek",
        "minimum charge" => "doplatek do nejnižší ceny",
        "maximum charge" => "sleva na nejvyšší cenu",
        "price correction" => "oprava ceny",
        "rest of the invoice" => "zbývající část faktury",
        "peak" => "špička",
        "off-peak" => "mimo špičku",
        "day" => "den",
        "evening" => "večer",
        "night" => "noc",
        "weekend" => "víkend",
        "holiday" or "holidays" => "svátky",
        _ => Above().Replace(Range().Replace(word, "$1 až $2"), "nad $1"),
    };

    public override string Of(DateOnly day) => day.ToString("d. M. yyyy", CultureInfo.InvariantCulture);

    public override string Count(decimal quantity, string text, string thing) => thing switch
    {
        "connection" => $"{text} spojení",
        "session" => $"{text} {Form(quantity, "relace", "relace", "relací")}",
        "message" => $"{text} {Form(quantity, "zpráva", "zprávy", "zpráv")}",
        _ => $"{text} × {thing}",
    };

    public override string At(string used, string price) => $"{used} po {price}";

    public override string Free(string used) => $"{used} zdarma z vašich volných jednotek";

    public override string Flat(string price, bool eachMonth) =>
        eachMonth ? $"paušál {price} za měsíc" : $"paušál {price} za relaci";

    public override string RaisedBy(string amount) => $"navýšeno o {amount} na nejnižší cenu";

    public override string Corrected(string session, string before, string now) =>
        $"{session}: {now} místo {before}";

    public override string CutBy(string amount) => $"sníženo o {amount} na nejvyšší cenu";

    /// <summary>1 zpráva, 2 to 4 zprávy, 5 zpráv; a part of one counts as 2 to 4.</summary>
    private static string Form(decimal quantity, string one, string few, string many) => quantity switch
    {
        1 => one,
        > 0 and < 5 => few,
        _ => decimal.IsInteger(quantity) ? many : few,
    };

    [GeneratedRegex(@"^([0-9.]+) to ([0-9.]+)\z")]
    private static partial Regex Range();

    [GeneratedRegex(@"^above ([0-9.]+)\z")]
    private static partial Regex Above();
}
