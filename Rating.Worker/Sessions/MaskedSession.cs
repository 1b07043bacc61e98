using Charging.Contracts.Cards;

namespace Charging.Rating.Sessions;

/// <summary>
/// A session as it is charged, kept and told: card numbers in what people write freely (roles, attributes) are masked;
/// keys, addresses and identifiers are what they were. The session is charged all the same: who is to pay, for what and
/// how long does not depend on these texts, and a number that only looks like a card's costs nobody a session.
/// </summary>
/// <param name="Session">The very same when there is nothing to mask.</param>
/// <param name="Where">Where the first card number stood, for people; null where there is none.</param>
internal sealed record MaskedSession(SessionEnded Session, string? Where)
{
    public static MaskedSession Of(SessionEnded session)
    {
        var where = LegWhere(session) ?? AttributeWhere(session);
        return where is null
            ? new(session, null)
            : new(session with { Legs = Legs(session), Attributes = Attributes(session) }, where);
    }

    private static string? LegWhere(SessionEnded session)
    {
        for (var i = 0; i < session.Legs.Count; i++)
        {
            if (session.Legs[i]?.Role is { } role && Role(role) != role) return $"legs[{i}].role";
        }

        return null;
    }

    private static string? AttributeWhere(SessionEnded session)
    {
        foreach (var (name, value) in session.Attributes)
        {
            if (Name(name) != name) return "the name of an attribute";
            if (value is not null && Value(name, value) != value) return $"attribute '{name}'";
        }

        return null;
    }

    private static List<Leg> Legs(SessionEnded session) =>
        [.. session.Legs.Select(leg => leg?.Role is { } role ? leg with { Role = Role(role) } : leg!)];

    /// <summary>
    /// Two names may look alike once they are masked; then the second gets a number. A stranger's may all look alike,
    /// so nobody counts from the first for each.
    /// </summary>
    private static Dictionary<string, string> Attributes(SessionEnded session)
    {
        var attributes = new Dictionary<string, string>();
        var lastOf = new Dictionary<string, int>();
        foreach (var (name, value) in session.Attributes)
        {
            var masked = Name(name);
            var free = masked;
            var last = lastOf.GetValueOrDefault(masked, 1);
            while (attributes.ContainsKey(free)) free = $"{masked} {++last}";
            lastOf[masked] = last;
            attributes.Add(free, value is null ? value! : Value(name, value));
        }

        return attributes;
    }

    private static string Role(string role) => IsTooLong(role) ? role : FreeText.Masked("role", role);

    private static string Name(string name) => IsTooLong(name) ? name : CardNumber.Masked(name);

    private static string Value(string name, string value) => IsTooLong(value) ? value : FreeText.Masked(name, value);

    /// <summary>Such a session is set aside for it, and nothing of the text is kept but what its body has.</summary>
    private static bool IsTooLong(string text) => text.Length > Screening.LongestValue;
}
