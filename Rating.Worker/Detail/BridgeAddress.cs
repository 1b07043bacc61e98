using System.Diagnostics.CodeAnalysis;

namespace Charging.Rating.Detail;

/// <summary>
/// Which addresses may be asked for a session's detail, by what stands in them: the scheme, and the host with its port,
/// which is left out where it is the scheme's own. What a name resolves to is <see cref="PublicAddress"/>'s to judge.
/// </summary>
internal static class BridgeAddress
{
    private const string AnyBelow = "*.";

    /// <summary>False with the reason; it names the host and never the rest, which may be a secret.</summary>
    public static bool TryRead(
        string text, DetailOptions options,
        [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? refusal)
    {
        refusal = Uri.TryCreate(text, UriKind.Absolute, out address)
            ? Refusal(address, options)
            : "The detailUri is not an absolute address; have the platform send https://host/path.";
        return refusal is null;
    }

    /// <summary>Why it may not be asked, or null.</summary>
    public static string? Refusal(Uri address, DetailOptions options)
    {
        var host = HostOf(address);
        if (address.Scheme is not ("https" or "http"))
            return "The detailUri is neither https nor http; have the platform send https://host/path.";
        if (address.UserInfo.Length > 0)
            return $"The detailUri on {host} has a user's name in it; have the platform send it without.";
        if (!options.AllowedHosts.Any(pattern => Fits(pattern, host)))
            return $"{host} is not a host to fetch session detail from; if it should be, add it to " +
                "Detail__AllowedHosts, then replay.";
        return address.Scheme == "https" || options.HttpHosts.Any(pattern => Fits(pattern, host))
            ? null
            : $"{host} is to be asked over https only; have the platform send https, or, if its network can be " +
                "trusted, add it to Detail__HttpHosts; then replay.";
    }

    /// <summary>As it is listed and counted: in lower case, with a port that is not the scheme's own.</summary>
    public static string HostOf(Uri address)
    {
        var name = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return (address.IsDefaultPort ? name : $"{name}:{address.Port}").ToLowerInvariant();
    }

    /// <summary>Whether this can be an entry of a list of hosts.</summary>
    public static bool IsPattern(string entry)
    {
        var host = entry.StartsWith(AnyBelow, StringComparison.Ordinal) ? entry[AnyBelow.Length..] : entry;
        return Uri.TryCreate($"ws://{host}/", UriKind.Absolute, out var address)
            && string.Equals(HostOf(address), host, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Fits(string pattern, string host) =>
        pattern.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? host.Length >= pattern.Length && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
}
