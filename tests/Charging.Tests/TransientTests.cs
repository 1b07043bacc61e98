using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests;

public class TransientTests
{
    private static readonly Exception[] Passing =
    [
        new NpgsqlException("The connection is broken."),
        new PostgresException("The server shuts down.", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown),
        new PostgresException("A deadlock.", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected),
        Refusal(PostgresErrorCodes.QueryCanceled),
        Refusal(PostgresErrorCodes.ReadOnlySqlTransaction),
        Refusal(PostgresErrorCodes.TooManyConnections),
        Refusal(PostgresErrorCodes.LockNotAvailable),
        Refusal(PostgresErrorCodes.CrashShutdown),
        Refusal(PostgresErrorCodes.CannotConnectNow),
        Refusal(PostgresErrorCodes.ConnectionFailure),
        Refusal("25P03"),
        new ConcurrencyException("A rival was quicker.", typeof(object), Guid.Empty),
        new ConnectionException("The broker is away."),
        new BrokerUnreachableException(new IOException("It is silent.")),
        new TaskCanceledException("The channel was closed under a publish."),
        new InvalidOperationException("Outside.", new SocketException()),
        new AggregateException(new TimeoutException(), new EndOfStreamException()),
    ];

    private static readonly Exception[] Lasting =
    [
        new InvalidOperationException("There is no such customer."),
        new PostgresException("A row breaks a rule.", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation),
        new ConsumerCanceledException("The message took longer than any may."),
        new AggregateException(new TimeoutException(), new FormatException()),
    ];

    private static PostgresException Refusal(string sqlState) => new(sqlState, "ERROR", "ERROR", sqlState);

    [TestCaseSource(nameof(Passing))]
    public void What_passes_by_itself_is_waited_for(Exception exception) =>
        Assert.That(Transient.Is(exception), Is.True);

    [TestCaseSource(nameof(Lasting))]
    public void What_will_fail_again_is_not_waited_for(Exception exception) =>
        Assert.That(Transient.Is(exception), Is.False);
}
