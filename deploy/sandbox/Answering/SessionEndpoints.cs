using System.Net;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>/v1/checkout/sessions, and the page of a session, on which whoever has its address pays.</summary>
internal sealed class SessionEndpoints(
    Teller teller, Desk desk, SandboxClock clock, IOptions<SandboxOptions> options)
{
    private const string PageOf = "/sandbox/checkout/";

    public void Map(IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/v1/checkout/sessions");
        sessions.MapPost("", (HttpContext http) => desk.Serve(http, Create));
        sessions.MapGet("/{id}", Get);
        sessions.MapPost("/{id}/expire", (HttpContext http, string id) => desk.Serve(
            http, (_, book, now) => Expire(id, book, now)));
        var open = api.MapGroup(PageOf).WithMetadata(new OpenToAll());
        open.MapGet("{id}", Show);
        open.MapPost("{id}", Pay);
    }

    /// <summary>Where the customer pays.</summary>
    public static string UrlOf(HttpContext http, Session session) =>
        $"{http.Request.Scheme}://{http.Request.Host}{PageOf}{session.Id}";

    private static Decision Create(Parameters parameters, Book book, DateTime now) =>
        SessionForm.Read(parameters, now) is var form && form.Error is { } error
            ? error
            : new Entry { Kind = EntryKind.SessionOpened, At = now, Session = form.Session };

    private static Decision Expire(string id, Book book, DateTime now)
    {
        if (!book.Sessions.TryGetValue(id, out var session)) return StripeError.NotFound("checkout.session", id);
        return session.StatusAt(now) is SessionStatus.Open
            ? new Entry
            {
                Kind = EntryKind.SessionExpired,
                At = now,
                Session = session with { Status = SessionStatus.Expired },
            }
            : StripeError.Invalid("session", $"{id} is not open, so it cannot be expired.");
    }

    private async Task Get(HttpContext http, string id)
    {
        var expansion = Expansion.Of(new Parameters(http.Request.Query));
        var view = await teller.Read(book => book.Sessions.TryGetValue(id, out var session)
            ? Views.Session(session, book.IntentOf(session), UrlOf(http, session), clock.Now, expansion)
            : null);
        await (view is null ? http.Say(StripeError.NotFound("checkout.session", id)) : http.Say(view));
    }

    private async Task Show(HttpContext http, string id) => await Write(http, await Find(id), "");

    private Task<Session?> Find(string id) => teller.Read(book => book.Sessions.GetValueOrDefault(id));

    private async Task Pay(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var token = form["payment_method"].ToString() is { Length: > 0 } given ? given : "pm_ok";
        var decision = await teller.Keep(null, (book, now) => Draw(id, token, book, now));
        if (decision.Entry is { Kind: EntryKind.Captured, Session: { } paid })
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = paid.SuccessUrl;
            return;
        }

        await Write(http, await Find(id), decision.Error?.Message ?? decision.Entry?.Intent?.LastError?.Message ?? "");
    }

    /// <summary>What is declined leaves the session open; what is neither drawn nor declined is declined.</summary>
    private Decision Draw(string id, string token, Book book, DateTime now)
    {
        if (!book.Sessions.TryGetValue(id, out var session)) return StripeError.NotFound("checkout.session", id);
        if (session.StatusAt(now) is not SessionStatus.Open)
            return StripeError.Invalid("session", "This page is closed; nothing was drawn.");
        if (Behaviour.Of(token) is not { } behaviour)
            return StripeError.NoSuch("PaymentMethod", token, "payment_method");

        var before = book.IntentOf(session) ?? new Intent(
            $"pi_{Guid.CreateVersion7():N}", now, session.Amount, session.Currency, IntentStatus.RequiresPaymentMethod,
            Method.Card, null, session.Customer, null, session.IntentMetadata);
        var today = behaviour.Outcome is Outcome.Captured or Outcome.Declined
            ? behaviour
            : new Behaviour(Outcome.Declined) { Decline = Declines.Card("processing_error") };
        var entry = Confirmation.Of(now, before with { Method = token }, today, offSession: false, options.Value);
        return entry with
        {
            Voice = Voice.Answer,
            Session = session with
            {
                Intent = before.Id,
                Status = entry.Kind is EntryKind.Captured ? SessionStatus.Complete : session.Status,
            },
        };
    }

    private async Task Write(HttpContext http, Session? session, string said)
    {
        var body = session switch
        {
            null => "<p>There is no such page.</p>",
            _ when session.StatusAt(clock.Now) is not SessionStatus.Open =>
                $"<p>This page is closed: {session.StatusAt(clock.Now)}.</p>",
            _ => $"""
                <p>{WebUtility.HtmlEncode(session.Name)}: <b>{session.Amount} {session.Currency.ToUpperInvariant()}</b>
                in smallest units. {(session.KeepsMethod ? "The card will be kept." : "")}</p>
                <p role="alert">{WebUtility.HtmlEncode(said)}</p>
                <form method="post">
                <p><label>Payment method <input name="payment_method" value="pm_ok" size="40"></label></p>
                <p><button type="submit">Pay</button> <a href="{WebUtility.HtmlEncode(session.CancelUrl)}">Back</a></p>
                </form>
                """,
        };
        http.Response.StatusCode = session is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" " +
            "content=\"width=device-width, initial-scale=1\"><title>Sandbox</title></head>" +
            $"<body><h1>Sandbox: no money</h1>{body}</body></html>",
            http.RequestAborted);
    }
}
