using Charging.Documents.Languages;
using Charging.Invoicing.Taxing;

namespace Charging.Invoicing.Issuing;

/// <summary>
/// A line as the invoice prints it. Quantity times unit price, rounded half away from zero, is the line's net on every
/// line, so that a reader may recompute it:
/// <list type="bullet">
/// <item>usually quantity and price stand as they were rated; those without a finite decimal (a second is 1/60 min) are
/// cut to 6 digits, or to 12 where 6 do not reproduce the net;</item>
/// <item>where they cannot reproduce it, because the line gave way by a unit (<see cref="Allocation"/>) or lies on the
/// very border of rounding, the line is one piece at its net, and its note alone says quantity and price;</item>
/// <item>a price is never negative (BR-27): a cut has a negative quantity instead.</item>
/// </list>
/// </summary>
internal static class Line
{
    /// <param name="id">1, 2, 3 …</param>
    /// <param name="rated">The price that was used.</param>
    /// <param name="net">What of the charge falls to this line.</param>
    /// <param name="language">The customer's.</param>
    /// <param name="tax">How its session is taxed.</param>
    /// <param name="session">Which session's line it is, where the invoice has several.</param>
    public static InvoiceLine Of(
        int id, RatingLine rated, Money net, string language, TaxDecision tax, UsageRated? session = null)
    {
        var text = new LineText(rated, net.Currency, Language.In(language).Line);
        var name = session is null ? text.Name : text.NameAmong(session.EndedOn, session.Service);
        var line = new InvoiceLine
        {
            Id = id,
            Name = name,
            Note = text.Note,
            Quantity = net.Minor < 0 ? -1 : 1,
            UnitCode = Piece,
            UnitPrice = Math.Abs(net.ToDecimal()),
            Net = net,
            TaxCategory = tax.Category,
            TaxRatePercent = tax.RatePercent,
        };
        if (AsRated(rated, net) is not var (quantity, price)) return line;

        // A unit without a code, such as 30 s, is counted in pieces, and the name says of what.
        var code = CodeOf(rated.Unit);
        return line with
        {
            Name = code is null ? $"{name} ({rated.Unit})" : name,
            Quantity = quantity,
            UnitPrice = price,
            UnitCode = code ?? Piece,
        };
    }

    private const string Piece = "C62";
    private const int MostDigits = 12;

    private static (decimal Quantity, decimal Price)? AsRated(RatingLine rated, Money net)
    {
        var price = Decimals.Nearest(rated.UnitPrice, MostDigits);
        foreach (var digits in (int[])[6, MostDigits])
        {
            var quantity = Decimals.Nearest(rated.Quantity, digits);
            if (Reproduces(quantity, price, net)) return price < 0 ? (-quantity, -price) : (quantity, price);
        }

        return null;
    }

    private static bool Reproduces(decimal quantity, decimal price, Money net) =>
        Math.Round(quantity * price, Currencies.DigitsOf(net.Currency), MidpointRounding.AwayFromZero)
            == net.ToDecimal();

    private static string? CodeOf(string unit) => unit switch
    {
        "min" => "MIN",
        "s" => "SEC",
        "h" => "HUR",
        "leg" or "session" or "month" or "message" => Piece,
        "byte" => "AD",
        "1000 bytes" => "2P",
        "1000000 bytes" => "4L",
        "1000000000 bytes" => "E34",
        _ => null,
    };
}
