namespace Charging.Rating.Importing;

/// <summary>Proxies tell numbers as URIs, and prices go by numbers.</summary>
internal static class SipAddress
{
    /// <summary>
    /// The number in <c>sip:+420222333444@example.org;user=phone</c> or <c>tel:+420222333444</c>; what holds no number
    /// stays as it is.
    /// </summary>
    public static string? NumberOf(string? address)
    {
        if (address?.Split(':', 2) is not [("sip" or "sips" or "tel"), var rest]) return address;
        var user = rest.Split('@', ';')[0];
        return user.Length > 0 && user.TrimStart('+').All(char.IsAsciiDigit) ? user : address;
    }
}
