using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>
/// Takes the calls that change something: once per idempotency key, after what the token wants to be waited for, and
/// answered in the voice that the token has.
/// </summary>
internal sealed class Desk(
    Teller teller, Outbox outbox, IOptions<SandboxOptions> options, IHostApplicationLifetime lifetime)
{
    public async Task Serve(HttpContext http, Func<Parameters, Book, DateTime, Decision> decide)
    {
        var call = await Call.Read(http);
        var start = await teller.Begin(call.Asked);
        if (start.Error is { } standsInTheWay) await http.Say(standsInTheWay);
        else if (start.Stored is { } stored) await Repeat(http, call, stored);
        else await Do(http, call, decide);
    }

    private async Task Do(HttpContext http, Call call, Func<Parameters, Book, DateTime, Decision> decide)
    {
        var decision = await Decide(http, call, decide);
        if (decision.Error is { } error) await http.Say(error);
        else await Answer(http, call, decision.Entry!);
    }

    /// <summary>
    /// The key is free before the answer is out, so that no caller's next call meets his last one. A call that hangs
    /// holds it until he has gone.
    /// </summary>
    private async Task<Decision> Decide(
        HttpContext http, Call call, Func<Parameters, Book, DateTime, Decision> decide)
    {
        try
        {
            if (call.Parameters["payment_method"] is { } token && Behaviour.Of(token)?.Delay is { Ticks: > 0 } delay)
                await Task.Delay(delay, TimeProvider.System);

            var decision = await teller.Keep(call.Asked, (book, now) => decide(call.Parameters, book, now));
            if (decision.Entry is not { } entry) return decision;
            if (outbox.MannerOf(entry).HasFlag(Manner.Early)) await outbox.Told(entry, http.RequestAborted);
            if (entry.Voice is Voice.Hang or Voice.HangAlways) await Hang(http);
            return decision;
        }
        finally
        {
            teller.End(call.Asked);
        }
    }

    private Task Repeat(HttpContext http, Call call, Entry stored)
    {
        http.Response.Headers["Idempotent-Replayed"] = "true";
        http.Response.Headers["Original-Request"] = stored.Asked!.RequestId;
        return Answer(http, call, stored.Voice is Voice.Hang or Voice.Reset ? stored with { Voice = default } : stored);
    }

    private async Task Answer(HttpContext http, Call call, Entry entry)
    {
        switch (entry.Voice)
        {
            case Voice.Hang or Voice.HangAlways:
                await Hang(http);
                break;
            case Voice.Reset or Voice.ResetAlways:
                http.Abort();
                break;
            case Voice.Busy:
                await http.Say(StripeError.Busy);
                break;
            case Voice.BrokenOnce:
                await http.Say(StripeError.BrokenOnce);
                break;
            default:
                await http.Say(entry, Expansion.Of(call.Parameters));
                break;
        }
    }

    /// <summary>Until the caller has gone, or the sandbox stops.</summary>
    private async Task Hang(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        var wait = Task.Delay(options.Value.HangFor, TimeProvider.System, end.Token);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
