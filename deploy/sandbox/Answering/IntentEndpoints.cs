using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>/v1/payment_intents</summary>
internal sealed class IntentEndpoints(Teller teller, Desk desk, SandboxClock clock, IOptions<SandboxOptions> options)
{
    public void Map(IEndpointRouteBuilder api)
    {
        var intents = api.MapGroup("/v1/payment_intents");
        intents.MapPost("", (HttpContext http) => desk.Serve(http, Create));
        intents.MapGet("", List);
        intents.MapGet("/search", Search);
        intents.MapGet("/{id}", Get);
        intents.MapPost("/{id}/confirm", (HttpContext http, string id) => desk.Serve(
            http, (parameters, book, now) => Confirm(id, parameters, book, now)));
        intents.MapPost("/{id}/cancel", (HttpContext http, string id) => desk.Serve(
            http, (parameters, book, now) => Cancel(id, parameters["cancellation_reason"], book, now)));
    }

    private Decision Create(Parameters parameters, Book book, DateTime now)
    {
        if (IntentForm.Read(parameters, now) is var form && form.Error is { } error) return error;
        var intent = form.Intent!;
        if (parameters.Flag("confirm")) return Draw(intent, parameters, book, now);
        return new Entry { Kind = EntryKind.Created, At = now, Intent = intent };
    }

    private Decision Confirm(string id, Parameters parameters, Book book, DateTime now)
    {
        if (!book.Intents.TryGetValue(id, out var intent)) return StripeError.NotFound("payment_intent", id);
        return intent.Status is IntentStatus.RequiresConfirmation or IntentStatus.RequiresPaymentMethod
            or IntentStatus.RequiresAction
            ? Draw(intent with { Method = parameters["payment_method"] ?? intent.Method }, parameters, book, now)
            : StripeError.WrongState(intent, "be confirmed");
    }

    private Decision Draw(Intent intent, Parameters parameters, Book book, DateTime now)
    {
        if (intent.Method is not { } token) return StripeError.Missing("payment_method");
        if (Behaviour.Of(token) is not { } behaviour)
            return StripeError.NoSuch("PaymentMethod", token, "payment_method");
        if (behaviour.IsDebit && intent.MethodType == Method.Card)
            return StripeError.Invalid("payment_method", $"{token} is a bank debit; allow such a payment method type.");
        var today = behaviour.After(book.UsesOf(Confirmation.UseOf(intent)));
        return Confirmation.Of(now, intent, today, parameters.Flag("off_session"), options.Value);
    }

    private static Decision Cancel(string id, string? reason, Book book, DateTime now)
    {
        if (!book.Intents.TryGetValue(id, out var intent)) return StripeError.NotFound("payment_intent", id);
        return intent.Status is IntentStatus.Succeeded or IntentStatus.Canceled or IntentStatus.Processing
            ? StripeError.WrongState(intent, "be canceled")
            : new Entry
            {
                Kind = EntryKind.Canceled,
                At = now,
                Intent = intent with
                {
                    Status = IntentStatus.Canceled,
                    CanceledAt = now,
                    CancellationReason = reason,
                },
            };
    }

    private async Task Get(HttpContext http, string id)
    {
        var expansion = Expansion.Of(new Parameters(http.Request.Query));
        var view = await teller.Read(book =>
            book.Intents.TryGetValue(id, out var intent) ? View(intent, book, expansion) : null);
        await (view is null ? http.Say(StripeError.NotFound("payment_intent", id)) : http.Say(view));
    }

    private async Task List(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        var expansion = Expansion.Of(query).Below("data");
        var customer = query["customer"];
        await http.Say(await teller.Read(book => Page.Of(
            Newest.First(book.Intents).Where(x => customer is null || x.Customer == customer),
            x => (x.Id, x.CreatedAt), x => View(x, book, expansion), query, http.Request.Path)));
    }

    private async Task Search(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        if (query["query"] is not { } text)
        {
            await http.Say(StripeError.Missing("query"));
            return;
        }

        if (SearchQuery.Of(text) is not { } search)
        {
            await http.Say(StripeError.Invalid(
                "query", "The sandbox searches for metadata['key']:'value', status, customer and currency, with AND."));
            return;
        }

        var expansion = Expansion.Of(query).Below("data");
        var until = clock.Now - options.Value.SearchLag;
        await http.Say(await teller.Read(book => Page.OfSearch(
            search.In(book).Where(x => x.CreatedAt <= until),
            x => View(x, book, expansion), query, http.Request.Path)));
    }

    private static object View(Intent intent, Book book, Expansion expansion)
    {
        var charge = intent.LatestCharge is { } id ? book.Charges[id] : null;
        var transaction = charge?.Transaction is { } known ? book.Balance.Transactions[known] : null;
        return Views.Intent(intent, charge, transaction, expansion);
    }
}
