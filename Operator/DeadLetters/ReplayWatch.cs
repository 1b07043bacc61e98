using Charging.Operator.Publishing;

namespace Charging.Operator.DeadLetters;

/// <summary>Waits until a queue has done with what was sent back to it, and finds what became of it.</summary>
internal sealed class ReplayWatch(DeadLetterQueues queues, NpgsqlDataSource postgres)
{
    private const string Sessions = "rating-rate-session";

    /// <summary>The management's counts are as old as this at the most, and a little.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A worker's clock may go a little after.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(5);

    /// <param name="home">Where they were sent.</param>
    /// <param name="letters">As they were.</param>
    /// <param name="begun">UTC, before the first was sent.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="stop">Stops the wait.</param>
    public async Task<ReplayedLetters> Wait(
        string home, IReadOnlyList<DeadLetter> letters, DateTime begun, TimeSpan patience, CancellationToken stop)
    {
        var isIdle = await IsIdle(home, letters.Count, patience, stop);
        var returned = await Returned(home, letters, stop);
        var aside = home == Sessions ? await Aside(letters, begun, stop) : [];
        return new(home, letters.Count, await queues.Ready(home, stop), isIdle, returned, aside);
    }

    /// <summary>Nothing waits, and nothing is in work by counts younger than that; or all have returned.</summary>
    private async Task<bool> IsIdle(string home, int sent, TimeSpan patience, CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var empty = begun;
        using var rounds = new PeriodicTimer(Pause);
        while (TimeProvider.System.GetElapsedTime(begun) < patience)
        {
            var all = await BrokerQueues.All(stop);
            var dead = all.Where(queue => queue.IsDeadLetters && BrokerQueue.HomeOf(queue.Name) == home).ToList();
            var back = 0u;
            foreach (var queue in dead) back += await queues.Ready(queue.Name, stop);
            if (back >= sent) return true;

            if (await queues.Ready(home, stop) > 0) empty = TimeProvider.System.GetTimestamp();
            else if (TimeProvider.System.GetElapsedTime(empty) > Stale
                && all.Single(queue => queue.Name == home).MessagesUnacknowledged == 0) return true;
            await rounds.WaitForNextTickAsync(stop);
        }

        return false;
    }

    private async Task<IReadOnlyList<ReturnedLetter>> Returned(
        string home, IReadOnlyList<DeadLetter> letters, CancellationToken stop)
    {
        var ids = letters.Select(letter => letter.Id).ToHashSet();
        List<ReturnedLetter> returned = [];
        foreach (var queue in (await BrokerQueues.All(stop)).Where(queue => queue.IsDeadLetters))
        {
            if (BrokerQueue.HomeOf(queue.Name) != home) continue;
            returned.AddRange((await queues.Find(queue.Name, letter => ids.Contains(letter.Id), stop))
                .Select(letter => new ReturnedLetter(letter.Id, queue.Name, letter.Reason)));
        }

        return returned;
    }

    private async Task<IReadOnlyList<ReturnedLetter>> Aside(
        IReadOnlyList<DeadLetter> letters, DateTime begun, CancellationToken stop)
    {
        // A session is set aside once for its bytes and its reason, and pending until somebody replays or closes it.
        const string sql = """
            select source, session_id, code || ': ' || detail
            from   rating.quarantined_sessions
            where  replayed_at is null and closed_at is null and quarantined_at >= @since
            and    (source, session_id) in (select source, session_id
                                            from   unnest(@sources, @sessionIds) as told (source, session_id))
            """;

        var sessions = letters
            .Select(letter => (letter.Id, Session: PublishedSession.Of(letter.Body.Span, run: null)))
            .Where(one => one.Session.IsReadable && !$"{one.Session}".Contains('\0', StringComparison.Ordinal))
            .ToLookup(one => (one.Session.Source!, one.Session.SessionId!), one => one.Id);
        var asked = new
        {
            since = begun - ClocksApart,
            sources = sessions.Select(one => one.Key.Item1).ToArray(),
            sessionIds = sessions.Select(one => one.Key.Item2).ToArray(),
        };
        await using var connection = await postgres.OpenConnectionAsync(stop);
        var aside = await connection.QueryAsync<(string Source, string SessionId, string Why)>(
            new CommandDefinition(sql, asked, cancellationToken: stop));
        return
        [
            .. aside.SelectMany(one => sessions[(one.Source, one.SessionId)]
                .Select(id => new ReturnedLetter(id, "quarantine", one.Why))),
        ];
    }
}
