using System.Net.Sockets;
using MassTransit;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Charging.ServiceDefaults;

/// <summary>
/// Tells what passes by itself (the database or the broker is away, a rival was quicker) from what will fail again.
/// What passes is waited for, however long it takes, and never fills an error queue.
/// </summary>
public static class Transient
{
    public static bool Is(Exception exception) => exception switch
    {
        AggregateException many => many.InnerExceptions.All(Is),
        PostgresException refused => refused.IsTransient || refused.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException or ConcurrencyException => true,
        ConnectionException or TransportException or MessageReturnedException or RabbitMQClientException => true,
        TimeoutException or SocketException or EndOfStreamException => true,
        OperationCanceledException => true, // whoever is stopped stops; this is a publish whose channel was closed
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
