namespace Charging.Rating.Detail;

/// <summary>What came of asking a bridge for a session's legs.</summary>
internal abstract record DetailAnswer
{
    private DetailAnswer()
    {
    }

    /// <summary>As it is counted.</summary>
    public string Outcome => this switch
    {
        Served => "served",
        NotNow => "not-now",
        _ => "refused",
    };

    /// <summary>At least one leg, not screened yet.</summary>
    public sealed record Served(IReadOnlyList<Leg> Legs) : DetailAnswer;

    /// <summary>Asking again would change nothing. Why is for people: what happened, and what to do.</summary>
    public sealed record Refused(string Why) : DetailAnswer;

    /// <summary>It will pass by itself.</summary>
    public sealed record NotNow(string Why) : DetailAnswer;
}
