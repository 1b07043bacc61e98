namespace Charging.Rating.Quarantine;

/// <summary>What came of sessions that were replayed, as far as it is known.</summary>
/// <param name="Replayed">As they lay in quarantine.</param>
/// <param name="Charged">Usage ids that were rated since the replay.</param>
/// <param name="Awaiting">Usage ids that wait for their legs.</param>
/// <param name="Back">What was set aside again.</param>
internal sealed record ReplayOutcome(
    IReadOnlyList<QuarantinedSession> Replayed, IReadOnlySet<Guid> Charged, IReadOnlySet<Guid> Awaiting,
    IReadOnlyList<QuarantinedSession> Back)
{
    /// <summary>They are charged, or wait for their legs like any other session.</summary>
    public IReadOnlyList<QuarantinedSession> Taken =>
    [
        .. Replayed.Where(one => !IsBack(one)
            && (Charged.Contains(one.ChargedAs) || Awaiting.Contains(one.ChargedAs))),
    ];

    /// <summary>Nothing is known of them yet; those whose key was charged before change nothing.</summary>
    public IReadOnlyList<QuarantinedSession> Open => [.. Replayed.Where(one => !IsBack(one)).Except(Taken)];

    public bool IsWhole => Open.Count == 0;

    private bool IsBack(QuarantinedSession session) =>
        Back.Any(back => (back.Source, back.SessionId) == (session.Source, session.SessionId));
}
