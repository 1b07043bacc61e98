using System.Text.Json;
using Charging.Rating.Counting;
using Charging.Rating.Sessions;

namespace Charging.Rating.Quarantine;

/// <summary>
/// What earlier releases set aside as card-number and is still pending. They masked keys and addresses too; where they
/// did, only the source can tell the session again. Kept in memory, mostly empty, so that rating asks nobody whether
/// the session that it has just rated is one of these.
/// </summary>
internal sealed class SessionsMaskedBefore(Quarantine quarantine) : IDisposable
{
    private static readonly string Code = Words.Of(QuarantineCode.CardNumber);

    private readonly SemaphoreSlim loading = new(1);
    private volatile ILookup<string, MaskedRow>? rows;

    /// <summary>Reads them again where not so many are pending as are remembered.</summary>
    public async Task Refresh(IReadOnlyDictionary<string, long> pending, CancellationToken cancellationToken)
    {
        if (rows?.Sum(alike => (long)alike.Count()) == pending.GetValueOrDefault(Code)) return;
        rows = await Load(cancellationToken);
    }

    /// <summary>
    /// Marks those that this usage charges: their key is its own as far as it is not masked, and their times.
    /// </summary>
    /// <param name="usage">As it is stored.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Which were pending until now.</returns>
    public async Task<IReadOnlyList<Guid>> Supersede(Usage usage, DateTime now, CancellationToken cancellationToken)
    {
        var known = rows ?? await FirstLoad(cancellationToken);
        if (known.Count == 0) return [];
        var alike = known[Outline(usage.Source, usage.SessionId)];
        Guid[] ids = [.. alike.Where(row => row.Is(usage)).Select(row => row.Id)];
        return ids.Length == 0 ? [] : await quarantine.Supersede(ids, usage.UsageId, now, cancellationToken);
    }

    /// <summary>Those that cannot be replayed.</summary>
    public async Task<IReadOnlyList<Guid>> Lost(CancellationToken cancellationToken) =>
        [.. (await Load(cancellationToken)).SelectMany(alike => alike).Where(row => row.IsLost).Select(row => row.Id)];

    public void Dispose() => loading.Dispose();

    private async Task<ILookup<string, MaskedRow>> FirstLoad(CancellationToken cancellationToken)
    {
        await loading.WaitAsync(cancellationToken);
        try
        {
            return rows ??= await Load(cancellationToken);
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<ILookup<string, MaskedRow>> Load(CancellationToken cancellationToken) =>
        (await quarantine.Pending(Code, cancellationToken)).Select(row => MaskedRow.Of(row.Id, row.Body))
            .ToLookup(row => Outline(row.Source, row.SessionId), StringComparer.Ordinal);

    private static string Outline(string source, string sessionId) =>
        $"{Masks.Outline(source)}\n{Masks.Outline(sessionId)}";
}

/// <summary>What is left of a session whose texts were masked.</summary>
/// <param name="Id">In the quarantine.</param>
/// <param name="Source">As it was masked.</param>
/// <param name="SessionId">As it was masked.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="IsLost">Its key, its customer, or an address or id of a leg is masked.</param>
internal sealed record MaskedRow(
    Guid Id, string Source, string SessionId, DateTime StartedAt, DateTime EndedAt, bool IsLost)
{
    /// <summary>Bytes that can no longer be read, since masked names became alike, are lost too.</summary>
    public static MaskedRow Of(Guid id, byte[] body)
    {
        try
        {
            var session = JsonSerializer.Deserialize<SessionEnded>(body, Wire.Json)!;
            return new(
                id, session.Source, session.SessionId, session.StartedAt, session.EndedAt,
                KeysOf(session).Any(Masks.IsIn));
        }
        catch (JsonException)
        {
            return new(id, "", "", default, default, IsLost: true);
        }
    }

    public bool Is(Usage usage) =>
        Masks.Agree(Source, usage.Source) && Masks.Agree(SessionId, usage.SessionId)
        && (StartedAt, EndedAt) == (usage.StartedAt, usage.EndedAt);

    private static IEnumerable<string?> KeysOf(SessionEnded session) =>
    [
        session.Source, session.SessionId, session.CustomerId, session.DetailUri,
        .. session.Legs.SelectMany(leg => (string?[])[leg?.LegId, leg?.Address]),
    ];
}
