using System.Security.Cryptography;
using System.Text;
using Charging.Rating.Sessions;

namespace Charging.Ingest;

/// <summary>
/// Who calls, by the key that is shown: <c>Ingest__Keys__vienna</c>, or <c>Ingest__Keys__vienna__0</c> and <c>__1</c>
/// while one takes the other's place. A platform has the name that it would have as a user of the broker, and speaks
/// for the sources that <c>Sources__vienna__0</c> gives it.
/// </summary>
internal sealed class Platforms
{
    private const string Section = "Ingest:Keys";
    private const string Scheme = "Bearer ";
    private const int ShortestKey = 32;

    private readonly List<(string Name, byte[] Hash)> keys = [];

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; it is named, a key never.</exception>
    public Platforms(IConfiguration configuration, Publishers publishers)
    {
        foreach (var platform in configuration.GetSection(Section).GetChildren())
        {
            if (publishers.IsOwn(platform.Key))
                throw Wrong(platform.Key, "this is one of our own users; give the platform another name");
            var sources = configuration.GetSection($"{SourceRights.Section}:{platform.Key}").Get<string[]>();
            if (sources is not { Length: > 0 })
                throw Wrong(platform.Key, $"it has no source; set Sources__{platform.Key}__0, which may be *");
            foreach (var key in Given(platform))
            {
                if (key.Length < ShortestKey)
                    throw Wrong(platform.Key, $"the key is shorter than {ShortestKey} characters; make it at random");
                if (keys.Exists(other => other.Name != platform.Key && IsSame(other.Hash, HashOf(key))))
                    throw Wrong(platform.Key, "another platform has the same key; make one for each");
                keys.Add((platform.Key, HashOf(key)));
            }
        }

        if (keys.Count > 0) return;
        throw new InvalidOperationException("No platform has a key; set Ingest__Keys__NAME for each that may call.");
    }

    /// <summary>The platform's name; null for a key that nobody has. Takes as long for every key.</summary>
    /// <param name="authorization">The header of that name.</param>
    public string? Of(string? authorization)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true) return null;
        var hash = HashOf(authorization[Scheme.Length..].Trim());
        string? found = null;
        foreach (var (name, known) in keys)
        {
            if (IsSame(hash, known)) found = name;
        }

        return found;
    }

    /// <exception cref="ProblemException">Nobody has the key that is shown, or none is.</exception>
    public string Need(HttpRequest request) => Of(request.Headers.Authorization) ?? throw new ProblemException(
        new Problem(401, "unauthorized", "Show the key of your platform: Authorization: Bearer KEY."));

    /// <summary>The one, and those with a number.</summary>
    private static IEnumerable<string> Given(IConfigurationSection platform) =>
        new[] { platform.Value }.Where(one => one is not null)
            .Concat(platform.GetChildren().Select(key => key.Value)).Select(key => key?.Trim() ?? "");

    private static bool IsSame(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);

    /// <summary>All of one length, whatever the keys are.</summary>
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static InvalidOperationException Wrong(string platform, string why) =>
        new($"Ingest__Keys__{platform}: {why}.");
}
