using System.Net.Sockets;
using MassTransit;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Charging.ServiceDefaults.Waiting;

/// <summary>
/// Tells what passes by itself (the database or the broker is away, a rival was quicker) from what will fail again.
/// What passes is waited for, however long it takes, and never fills an error queue.
/// </summary>
public static class Transient
{
    /// <summary>Ended by the server, since the session's transaction, or the session, was idle for too long.</summary>
    private const string IdleInTransaction = "25P03";
    private const string IdleSession = "57P05";

    /// <summary>The class of connections that cannot be made or broke.</summary>
    private const string ConnectionLost = "08";

    /// <summary>The class of what there is too little of: connections, memory, disk.</summary>
    private const string NoRoom = "53";

    public static bool Is(Exception exception) => exception switch
    {
        AggregateException many => many.InnerExceptions.All(Is),
        PostgresException refused => refused.IsTransient || Passes(refused.SqlState),
        NpgsqlException or ConcurrencyException => true,
        ConnectionException or TransportException or MessageReturnedException or RabbitMQClientException => true,
        TimeoutException or SocketException or EndOfStreamException => true,
        BrokerUnreachableException => true, // whatever the reason, such as a node that takes connections and is silent
        OperationCanceledException => true, // whoever is stopped stops; this is a publish whose channel was closed
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>
    /// What PostgreSQL says while it is away, full, locked, a standby, or just promoted and not yet writable; and of a
    /// statement that took too long, or was stopped by somebody, which is not the statement's own fault.
    /// </summary>
    private static bool Passes(string sqlState) => sqlState is
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
        or PostgresErrorCodes.LockNotAvailable or IdleInTransaction or IdleSession
        || sqlState.StartsWith(ConnectionLost, StringComparison.Ordinal)
        || sqlState.StartsWith(NoRoom, StringComparison.Ordinal);
}
