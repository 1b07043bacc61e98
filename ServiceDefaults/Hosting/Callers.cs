using Charging.ServiceDefaults.Waiting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// Who is connected to a port. Whoever has not asked for anything that was granted is soon shown out; and where no more
/// may come in, whoever has waited for the longest makes room for the newcomer. So nobody who only holds connections
/// shuts others out: those in work are left alone, and one that is in work was read and answered.
/// </summary>
/// <param name="most">So many at once.</param>
/// <param name="patience">How long a connection may be idle that has not been granted anything.</param>
/// <param name="clock">By which that is measured.</param>
/// <param name="log">Where it is said that no more may come in.</param>
internal sealed class Callers(int most, TimeSpan patience, TimeProvider clock, ILogger<Callers> log)
{
    private readonly Lock turn = new();
    private readonly SaidSeldom full = new(clock);
    private readonly HashSet<Caller> callers = [];

    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        await using var caller = new Caller(connection, patience, clock, turn);
        if (!LetIn(caller))
        {
            connection.Abort(new ConnectionAbortedException($"{most} connections are in work."));
            return;
        }

        connection.Features.Set(caller);
        try
        {
            await next(connection);
        }
        finally
        {
            lock (turn) callers.Remove(caller);
        }
    };

    private bool LetIn(Caller caller)
    {
        Caller? longest = null;
        bool isFull, isIn;
        lock (turn)
        {
            isFull = callers.Count >= most;
            if (isFull) longest = callers.Where(one => one.IsIdle).MinBy(one => (one.IsGranted, one.IdleSince));
            if (longest is not null) callers.Remove(longest);
            isIn = (longest is not null || !isFull) && callers.Add(caller);
        }

        longest?.ShowOut();
        if (isFull && full.Count(caller.Port) is { } count) log.PortIsFull(most, caller.Port, count);
        return isIn;
    }
}

/// <summary>A connection: whether a request of it is in work, and whether one was ever granted.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private readonly ConnectionContext connection;
    private readonly TimeSpan patience;
    private readonly TimeProvider clock;
    private readonly Lock turn;
    private readonly ITimer limit;
    private bool mustGo;

    public Caller(ConnectionContext connection, TimeSpan patience, TimeProvider clock, Lock turn)
    {
        (this.connection, this.patience, this.clock, this.turn) = (connection, patience, clock, turn);
        IdleSince = clock.GetTimestamp();
        limit = clock.CreateTimer(_ => ShowOut(), null, patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Where it came in, which is an address of ours.</summary>
    public string Port => $"{connection.LocalEndPoint}";

    public bool IsIdle { get; private set; } = true;

    public bool IsGranted { get; private set; }

    public long IdleSince { get; private set; }

    /// <summary>A request of it is in work.</summary>
    public void Begin()
    {
        lock (turn) IsIdle = false;
        if (!IsGranted) limit.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It was answered. Who was granted something may wait as long as the server lets it.</summary>
    public void End(bool isGranted)
    {
        lock (turn)
        {
            (IsIdle, IdleSince) = (true, clock.GetTimestamp());
            IsGranted |= isGranted;
        }

        if (mustGo) ShowOut();
        else if (!IsGranted) limit.Change(patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A request that has come at this moment is still answered.</summary>
    public void ShowOut()
    {
        mustGo = true;
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        if (IsGranted && closing is not null) closing.RequestClose();
        else if (IsIdle) connection.Abort(new ConnectionAbortedException("Nothing was asked that could be granted."));
    }

    public ValueTask DisposeAsync() => limit.DisposeAsync();
}
