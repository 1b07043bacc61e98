using System.Text.Json;
using System.Xml;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>
/// /v1/events, and what Stripe has no address for: /sandbox/ledger, /sandbox/clock, /sandbox/events, /health.
/// </summary>
internal sealed class SandboxEndpoints(
    Teller teller, Ledger ledger, SandboxClock clock, IOptions<SandboxOptions> options)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/events", ListEvents);
        api.MapGet("/v1/events/{id}", GetEvent);
        var open = api.MapGroup("").WithMetadata(new OpenToAll());
        open.MapGet("/sandbox/events", ListTelling);
        open.MapGet("/sandbox/ledger", SendLedger);
        open.MapGet("/sandbox/clock", (HttpContext http) => http.Say(ClockView()));
        open.MapPost("/sandbox/clock", MoveClock);
        open.MapGet("/health/live", () => "Healthy");
        open.MapGet("/health/ready", () => "Healthy");
    }

    private async Task ListEvents(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        var types = query["type"] is { } one ? [one] : query.List("types");
        await http.Say(await teller.Read(book => Page.Of(
            Newest.First(book.Events).Where(x => types.Count == 0 || types.Contains(Event.TypeOf(x))),
            x => (Event.IdOf(x), x.At), View, query, http.Request.Path)));
    }

    private async Task GetEvent(HttpContext http, string id)
    {
        var entry = await teller.Read(book => book.Events.GetValueOrDefault(id));
        await (entry is null ? http.Say(StripeError.NotFound("event", id)) : http.Say(View(entry)));
    }

    private async Task ListTelling(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        await http.Say(await teller.Read(book => Page.Of(
            Newest.First(book.Events), x => (Event.IdOf(x), x.At),
            x => new
            {
                Id = Event.IdOf(x),
                Type = Event.TypeOf(x),
                Subject = Event.SubjectOf(x),
                Told = !book.Untold.ContainsKey(x.No),
            },
            query, http.Request.Path)));
    }

    private async Task SendLedger(HttpContext http)
    {
        await teller.Settle();
        var length = ledger.Length;
        http.Response.ContentType = "application/x-ndjson";
        http.Response.ContentLength = length;
        await http.Response.SendFileAsync(ledger.Path, 0, length, http.RequestAborted);
    }

    private async Task MoveClock(HttpContext http)
    {
        if (await Advance(http) is not { } advance)
        {
            await http.Say(StripeError.Invalid(
                "advance", """Send {"advance":"PT24H"}: an ISO 8601 duration, forward."""));
            return;
        }

        await teller.Keep(null, (_, now) =>
            new Entry { Kind = EntryKind.ClockMoved, At = now, Ahead = clock.Ahead + advance });
        await teller.Settle();
        await http.Say(ClockView());
    }

    /// <summary>Null when it is missing, unreadable or backward.</summary>
    private static async Task<TimeSpan?> Advance(HttpContext http)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            var given = body.RootElement.TryGetProperty("advance", out var advance) ? advance.GetString() : null;
            var span = given is null ? TimeSpan.Zero : XmlConvert.ToTimeSpan(given);
            return span > TimeSpan.Zero ? span : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private object ClockView() => new { clock.Now, clock.Ahead };

    private object View(Entry entry) => Event.View(entry, options.Value.ApiVersion);
}
