using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Paying;

/// <summary>How often the page answers: so many calls of one address in a minute, so many of all in a second.</summary>
internal sealed class Visits : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> limiter;
    private readonly IReadOnlyList<IPNetwork> proxies;

    public Visits(IOptions<PageOptions> options)
    {
        proxies = options.Value.TrustedProxies;
        limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(
                address,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.Value.PerMinute,
                    TokensPerPeriod = Math.Max(options.Value.PerMinute / 6, 1),
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Min(options.Value.PerMinute, 6),
                })),
            PartitionedRateLimiter.Create<IPAddress, bool>(_ => RateLimitPartition.GetFixedWindowLimiter(
                true,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.Value.PerSecond, Window = TimeSpan.FromSeconds(1),
                })));
    }

    /// <summary>False where that visitor, or all of them, came too often.</summary>
    public bool MayEnter(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(VisitorOf(http));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>
    /// The last address that a proxy of ours names which is none of ours; a household of IPv6 is one visitor.
    /// </summary>
    private IPAddress VisitorOf(HttpContext http)
    {
        var visitor = Plain(http.Connection.RemoteIpAddress ?? IPAddress.None);
        var said = http.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        for (var i = said.Length - 1; i >= 0 && IsProxy(visitor) && IPAddress.TryParse(said[i], out var next); i--)
            visitor = Plain(next);
        return visitor.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. visitor.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])
            : visitor;
    }

    private bool IsProxy(IPAddress address) => proxies.Any(network => network.Contains(address));

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
