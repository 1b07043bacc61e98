using Charging.Rating.Numbers;

namespace Charging.Rating.Pricing;

/// <summary>Why a leg, or a session that is charged as one, has no price.</summary>
/// <param name="Code">no-price, or bad-address where it cannot be told what the price would be.</param>
/// <param name="Detail">For people; of no-price it completes "has no price".</param>
internal sealed record Unpriced(QuarantineCode Code, string Detail)
{
    /// <param name="session">Has no price.</param>
    /// <param name="leg">Decides its price; null where it has no legs.</param>
    /// <param name="address">As the leg's was read.</param>
    public static Unpriced Of(SessionEnded session, Leg? leg, ReadAddress address) => address.Kind switch
    {
        AddressKind.Number or AddressKind.Listed => NoPrice(session, address.Text),
        AddressKind.Withheld when session.Service != Service.Voice || leg?.Direction == LegDirection.Inbound =>
            NoPrice(session, address.Text),
        AddressKind.Withheld => new(QuarantineCode.BadAddress,
            $"The plan prices voice by the called number, and leg '{leg?.LegId}' of source '{session.Source}' tells " +
            $"none ('{leg?.Address}'). Have the called number sent, or its direction if it is the caller's leg."),
        _ => new(QuarantineCode.BadAddress, address.Why ?? ""),
    };

    public static Unpriced NoPrice(SessionEnded session, string address) =>
        new(QuarantineCode.NoPrice, $"for {Words.Of(session.Service)} to '{address}'");
}
