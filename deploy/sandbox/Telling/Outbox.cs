using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>
/// Tells the receiver of every event until he takes it: at least once, over restarts too. What he took is noted in the
/// ledger.
/// </summary>
internal sealed class Outbox(
    Teller teller,
    SandboxClock clock,
    IOptions<WebhookOptions> webhook,
    IOptions<SandboxOptions> sandbox,
    ILogger<Outbox> log)
    : BackgroundService
{
    private const int MostAtOnce = 64;

    private readonly HttpClient http = new() { Timeout = webhook.Value.Timeout };
    private readonly SemaphoreSlim places = new(MostAtOnce);
    private readonly FirstEvents firsts = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource> awaited = [];
    private readonly IReadOnlyList<Entry> before = teller.UntoldAtStart;

    public Manner MannerOf(Entry entry) => Event.MannerOf(entry) | webhook.Value.Manner;

    /// <summary>Completes when the entry's event was taken, or when a receiver has had his time.</summary>
    public async Task Told(Entry entry, CancellationToken cancellationToken)
    {
        if (webhook.Value.Url is null || Event.TypeOf(entry) is null) return;
        var told = awaited.GetOrAdd(entry.No, NewWait);
        await Task.WhenAny(told.Task, Task.Delay(webhook.Value.Timeout, TimeProvider.System, cancellationToken));
        awaited.TryRemove(entry.No, out _);
    }

    public override void Dispose()
    {
        http.Dispose();
        places.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hasReceiver = webhook.Value.Url is not null;
        foreach (var untold in hasReceiver ? before : []) _ = TellAll(untold, MannerOf(untold), stoppingToken);
        await foreach (var (entry, flushed) in teller.Events.ReadAllAsync(stoppingToken))
        {
            await flushed;
            if (!hasReceiver) continue;
            var manner = MannerOf(entry);
            if (!manner.HasFlag(Manner.Swapped) || !firsts.Hold(entry)) _ = TellAll(entry, manner, stoppingToken);
        }
    }

    private static TaskCompletionSource NewWait(long no) => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TellAll(Entry entry, Manner manner, CancellationToken cancellationToken)
    {
        if (manner.HasFlag(Manner.Late))
            await Task.Delay(webhook.Value.LateBy, TimeProvider.System, cancellationToken);
        await TellUntilTaken(entry, cancellationToken);
        if (manner.HasFlag(Manner.Twice)) await TellUntilTaken(entry, cancellationToken);
        teller.NoteTold(entry);
        if (manner.HasFlag(Manner.Early) && entry.Asked is not null)
            awaited.GetOrAdd(entry.No, NewWait).TrySetResult();
        if (firsts.Release(entry) is { } held) await TellAll(held, manner, cancellationToken);
    }

    private async Task TellUntilTaken(Entry entry, CancellationToken cancellationToken)
    {
        var body = Event.Body(entry, sandbox.Value.ApiVersion);
        var pause = webhook.Value.FirstRetry;
        while (await Tell(entry, body, cancellationToken) is { } refusal)
        {
            log.NotTaken(Event.IdOf(entry), refusal, pause);
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            pause = pause * 2 < webhook.Value.LongestRetry ? pause * 2 : webhook.Value.LongestRetry;
        }
    }

    /// <summary>Null when the receiver took it, else why not.</summary>
    private async Task<string?> Tell(Entry entry, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Value.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } },
        };

        // The receiver compares this time with his own clock, which the sandbox cannot move.
        var time = webhook.Value.MovedTime ? clock : TimeProvider.System;
        var signature = Signature.Of(body, webhook.Value.Secret, time.GetUtcNow());
        request.Headers.Add("Stripe-Signature", signature);
        await places.WaitAsync(cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException away)
        {
            return away.Message;
        }
        catch (TaskCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            return slow.Message;
        }
        finally
        {
            places.Release();
        }
    }
}
