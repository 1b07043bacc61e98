namespace Charging.TestBed;

/// <summary>What was done on a chain so far, by the workers' own rows.</summary>
/// <param name="Sessions">Those that were rated or set aside, each once.</param>
/// <param name="Progress">How far they have come.</param>
public sealed record DoneBefore(long Sessions, Progress Progress)
{
    public static DoneBefore Nothing { get; } = new(0, new Progress(0, 0, 0, 0, 0));

    internal static async Task<DoneBefore> By(Chain chain)
    {
        const string sql = """
            select count(*)
            from   (select source, session_id from rating.rated_sessions
                    union
                    select source, session_id from rating.quarantined_sessions) as told
            """;
        return new(await chain.Database.Value<long>(sql), await chain.WholeProgress());
    }
}
