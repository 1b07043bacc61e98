using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Charging.Payments.Receipts;

/// <summary>
/// Delivers mails by SMTP over a few connections that stay open. When a connection fails no other is tried for a while
/// (Receipts__Smtp__Rest), so that a server that is away costs one attempt, not one for each mail.
/// </summary>
internal sealed class MailServer : IMailRoute, IDisposable
{
    /// <summary>For one of the connections; after that the mail is put off, and its message goes on.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>A message in work is given two minutes; waiting and sending together take less.</summary>
    private static readonly TimeSpan LongestSending = TimeSpan.FromSeconds(80);

    private readonly MailServerOptions server;
    private readonly ILogger<MailServer> log;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim room;
    private readonly ConcurrentStack<MailConnection> idle = new();
    private volatile Failure? failure;

    public MailServer(IOptions<MailServerOptions> options, ILogger<MailServer> log, TimeProvider clock)
    {
        (server, this.log, this.clock) = (options.Value, log, clock);
        room = new SemaphoreSlim(server.Connections);
    }

    public bool IsOpen => Rest() is null;

    public async Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken)
    {
        if (Rest() is { } rest) return rest;
        if (!await room.WaitAsync(LongestWait, cancellationToken))
            return new MailAnswer.Later($"all {server.Connections} connections to {server.Host} are busy");
        try
        {
            // Whoever had the room before may have found the server away.
            return Rest() ?? await Send(receipt, cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryPop(out var connection)) connection.Dispose();
        room.Dispose();
    }

    private MailAnswer.Later? Rest() =>
        failure is { } last && clock.UtcNow() < last.RestUntil ? new MailAnswer.Later(last.Why) : null;

    private async Task<MailAnswer> Send(Receipt receipt, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(receipt.Mail);
        using var mail = await MimeMessage.LoadAsync(bytes, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestSending);
        MailConnection? connection = null;
        try
        {
            connection = await Connect(limit.Token);
            var answer = await connection.Send(mail, limit.Token);
            failure = null;
            idle.Push(connection);
            connection = null;
            return answer;
        }
        catch (Exception lost) when (MailConnection.IsLost(lost) && !cancellationToken.IsCancellationRequested)
        {
            failure = new Failure(lost.Message, clock.UtcNow() + server.Rest);
            log.MailServerAway(server.Host!, server.Port, server.Rest, lost.Message);
            return new MailAnswer.Later(lost.Message);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private async Task<MailConnection> Connect(CancellationToken cancellationToken)
    {
        while (idle.TryPop(out var used))
        {
            if (await used.IsAlive(cancellationToken)) return used;
            used.Dispose();
        }

        return await MailConnection.Open(server, clock, cancellationToken);
    }

    private sealed record Failure(string Why, DateTime RestUntil);
}
