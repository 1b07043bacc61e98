using System.Net;
using System.Net.Sockets;

namespace Charging.Rating.Detail;

/// <summary>
/// Which IP addresses belong to the public internet, so that an address from a stranger never leads inside: neither to
/// this machine nor to its network, in no disguise (IPv4 inside IPv6).
/// </summary>
internal static class PublicAddress
{
    /// <summary>IANA's registry of special IPv4 addresses, and multicast.</summary>
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All that is handed out; loopback, link-local, unique local, multicast and NAT64 lie outside.</summary>
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    /// <summary>What is special within it: protocols (Teredo among them), documentation, 6to4.</summary>
    private static readonly IPNetwork[] SpecialV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <param name="address">As a name was resolved.</param>
    /// <param name="others">Networks that are allowed although they are not public.</param>
    public static bool MayBeAsked(IPAddress address, IReadOnlyList<IPNetwork> others)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsPublic(plain) || others.Any(network => network.Contains(plain));
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !SpecialV4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 =>
            GlobalV6.Contains(address) && !SpecialV6.Any(network => network.Contains(address)),
        _ => false,
    };
}
