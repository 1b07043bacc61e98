using System.Globalization;

namespace Charging.Invoicing;

internal sealed class English : LineWords
{
    public static English Words { get; } = new();

    public override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string Of(string word) => word switch
    {
        "connection" => "connection fee",
        "flat" => "flat fee",
        "allowance" => "within your allowance",
        _ => word,
    };

    public override string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public override string Count(decimal quantity, string text, string thing) =>
        quantity == 1 ? $"{text} {thing}" : $"{text} {thing}s";

    public override string At(string used, string price) => $"{used} at {price}";

    public override string Free(string used) => $"{used} free of your allowance";

    public override string Flat(string price, bool eachMonth) =>
        eachMonth ? $"flat fee of {price} for the month" : $"flat fee of {price} for the session";

    public override string RaisedBy(string amount) => $"raised by {amount} to the minimum charge";

    public override string Corrected(string session, string before, string now) =>
        $"{session}: {now} instead of {before}";

    public override string CutBy(string amount) => $"cut by {amount} to the maximum charge";
}
