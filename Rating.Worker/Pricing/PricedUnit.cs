using System.Globalization;

namespace Charging.Rating.Pricing;

/// <summary>What the price of a quantity is for.</summary>
/// <param name="Service">Message or data.</param>
/// <param name="Size">How many messages or bytes make one.</param>
/// <param name="IsWhole">A started one counts whole.</param>
internal sealed record PricedUnit(Service Service, long Size, bool IsWhole)
{
    /// <summary>For the lines: <c>message</c>, <c>1000000 bytes</c>.</summary>
    public string Name => (Service, Size) switch
    {
        (Service.Message, 1) => "message",
        (Service.Message, _) => $"{Size.ToString(CultureInfo.InvariantCulture)} messages",
        (_, 1) => "byte",
        _ => $"{Size.ToString(CultureInfo.InvariantCulture)} bytes",
    };

    /// <summary>As many messages or bytes as are charged, the rest of a started unit included.</summary>
    public long Charged(long quantity) =>
        IsWhole && quantity % Size > 0 ? quantity - (quantity % Size) + Size : quantity;

    public LinePrice At(Rational price, string description) => new(description, Name, price, Size);
}
