using Charging.Documents.Languages;

namespace Charging.Invoicing.Crediting;

/// <summary>Lines that are not as the session was rated: one piece at what is given back, or asked for.</summary>
internal static class CreditLine
{
    private const string Piece = "C62";

    /// <summary>A part of a line, or what is left of it; its price is never negative (BR-27).</summary>
    public static InvoiceLine PartOf(InvoiceLine line, Money net) => line with
    {
        Quantity = net.Minor < 0 ? -1 : 1,
        UnitCode = Piece,
        UnitPrice = Math.Abs(net.ToDecimal()),
        Net = net,
    };

    /// <summary>What is left of all that is taxed alike, where earlier credits named no line.</summary>
    public static InvoiceLine RestOf(TaxSubtotal subtotal, int id, Money net, string language) => new()
    {
        Id = id,
        Name = Language.In(language).Line.Of("rest of the invoice"),
        Quantity = 1,
        UnitCode = Piece,
        UnitPrice = net.ToDecimal(),
        Net = net,
        TaxCategory = subtotal.Category,
        TaxRatePercent = subtotal.RatePercent,
    };

    /// <summary>The difference that a new price makes; the note says of which session, and from what to what.</summary>
    public static InvoiceLine Correction(
        UsageAdjusted adjustment, int id, Money net, string language, TaxCategory category, decimal ratePercent)
    {
        var words = Language.In(language).Line;
        return new()
        {
            Id = id,
            Name = $"{words.Of("price correction")}, {words.Of(Words.Of(adjustment.Service))}",
            Note = words.Corrected(adjustment.SessionId, Text(adjustment.ChargeBefore), Text(adjustment.Charge)),
            Quantity = 1,
            UnitCode = Piece,
            UnitPrice = net.ToDecimal(),
            Net = net,
            TaxCategory = category,
            TaxRatePercent = ratePercent,
        };

        string Text(Money money) => string.Create(words.Numbers,
            $"{money.ToDecimal().ToString($"F{Currencies.DigitsOf(money.Currency)}", words.Numbers)} {money.Currency}");
    }
}
