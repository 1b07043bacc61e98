namespace Charging.Rating.Sessions;

internal enum SessionTextKind
{
    Field,
    Address,
    AttributeName,
    AttributeValue,
}

/// <summary>One of the texts that strangers write into a session, with its place.</summary>
internal readonly record struct SessionText(SessionTextKind Kind, string Value, string Field, int Leg = -1)
{
    /// <summary>For people; it never repeats the text itself.</summary>
    public string Where => Kind switch
    {
        SessionTextKind.AttributeName => "the name of an attribute",
        SessionTextKind.AttributeValue => "the value of an attribute",
        _ => Leg < 0 ? Field : $"legs[{Leg}].{Field}",
    };

    /// <summary>Its place in the session's JSON; of an attribute that of all.</summary>
    public string At => Leg < 0 ? Field : $"legs[{Leg}].{Field}";

    /// <summary>Every text of the session that is there.</summary>
    public static IEnumerable<SessionText> Of(SessionEnded session)
    {
        yield return new(SessionTextKind.Field, session.Source, "source");
        yield return new(SessionTextKind.Field, session.SessionId, "sessionId");
        yield return new(SessionTextKind.Field, session.CustomerId, "customerId");
        if (session.DetailUri is { } uri) yield return new(SessionTextKind.Field, uri, "detailUri");

        for (var i = 0; i < session.Legs.Count; i++)
        {
            if (session.Legs[i] is not { } leg) continue;
            yield return new(SessionTextKind.Field, leg.LegId, "legId", i);
            if (leg.Role is { } role) yield return new(SessionTextKind.Field, role, "role", i);
            if (leg.Address is { } address) yield return new(SessionTextKind.Address, address, "address", i);
        }

        foreach (var (name, value) in session.Attributes)
        {
            yield return new(SessionTextKind.AttributeName, name, "attributes");
            if (value is not null) yield return new(SessionTextKind.AttributeValue, value, "attributes");
        }
    }
}
