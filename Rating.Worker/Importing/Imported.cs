namespace Charging.Rating.Importing;

/// <summary>What became of one record of a platform.</summary>
internal abstract record Imported
{
    private Imported()
    {
    }

    /// <summary>The session that is charged.</summary>
    public sealed record Session(SessionEnded Ended) : Imported;

    /// <summary>A good record with nothing to charge in it, and why.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="IsBreakout">It is a part of a meeting that is charged, and counted as such.</param>
    public sealed record Skipped(string Reason, bool IsBreakout = false) : Imported;

    /// <summary>Not a record of this format, or one that does not say who pays or how long it took.</summary>
    public sealed record Refused(string Reason) : Imported;
}
