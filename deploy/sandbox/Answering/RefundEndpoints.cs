using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>/v1/refunds</summary>
internal sealed class RefundEndpoints(Teller teller, Desk desk, IOptions<SandboxOptions> options)
{
    public void Map(IEndpointRouteBuilder api)
    {
        var refunds = api.MapGroup("/v1/refunds");
        refunds.MapPost("", (HttpContext http) => desk.Serve(http, Create));
        refunds.MapGet("", List);
        refunds.MapGet("/{id}", Get);
    }

    private Decision Create(Parameters parameters, Book book, DateTime now)
    {
        var chargeId = parameters["charge"];
        if (parameters["payment_intent"] is { } intentId)
        {
            if (!book.Intents.TryGetValue(intentId, out var intent))
                return StripeError.NoSuch("payment_intent", intentId, "payment_intent");
            chargeId = intent.LatestCharge;
        }

        if (chargeId is null) return StripeError.Missing("payment_intent");
        if (!book.Charges.TryGetValue(chargeId, out var charge))
            return StripeError.NoSuch("charge", chargeId, "charge");
        var left = charge.AmountRefunded < charge.Amount ? charge.Amount - charge.AmountRefunded : 0;
        if (parameters["amount"] is not null && parameters.Positive("amount") is null)
            return StripeError.NotWhole("amount");
        var amount = parameters.Positive("amount") ?? left;
        if (Refused(charge, amount, left) is { } error) return error;
        var refund = Refund(charge, book.Intents[charge.Intent], amount, parameters, now);
        return Behaviour.Of(charge.Method) is { RefundsFail: true }
            ? refund with { DueAt = now + options.Value.RefundFailsAfter }
            : refund;
    }

    private static StripeError? Refused(Charge charge, long amount, long left) => charge switch
    {
        { Disputed: true } => StripeError.Invalid("charge", $"{charge.Id} is disputed; its money is gone already.")
            with
        { Code = "charge_disputed" },
        { Status: not ChargeStatus.Succeeded } => StripeError.Invalid("charge", $"{charge.Id} drew no money."),
        _ when left == 0 => StripeError.Invalid("charge", $"{charge.Id} was refunded already.")
            with
        { Code = "charge_already_refunded" },
        _ when amount > left => StripeError.Invalid("amount", $"{amount} is more than the {left} that is left."),
        _ => null,
    };

    private static Entry Refund(Charge charge, Intent intent, long amount, Parameters parameters, DateTime now)
    {
        var id = $"re_{charge.Id}_{charge.Refunds + 1}";
        var transaction = new BalanceTransaction(
            BalanceTransaction.IdOf(id), TransactionType.Refund, id, now, now, -amount, 0, charge.Currency);
        return new()
        {
            Kind = EntryKind.Refunded,
            At = now,
            Intent = intent,
            Charge = charge with { AmountRefunded = charge.AmountRefunded + amount, Refunds = charge.Refunds + 1 },
            Refund = new Refund(
                id, charge.Id, intent.Id, now, amount, charge.Currency, transaction.Id, parameters["reason"],
                parameters.Map("metadata")),
            Transaction = transaction,
        };
    }

    private async Task Get(HttpContext http, string id)
    {
        var refund = await teller.Read(book => book.Refunds.GetValueOrDefault(id));
        await (refund is null ? http.Say(StripeError.NotFound("refund", id)) : http.Say(Views.Refund(refund)));
    }

    private async Task List(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        var (intent, charge) = (query["payment_intent"], query["charge"]);
        await http.Say(await teller.Read(book => Page.Of(
            Newest.First(book.Refunds)
                .Where(x => intent is null || x.Intent == intent)
                .Where(x => charge is null || x.Charge == charge),
            x => (x.Id, x.CreatedAt), Views.Refund, query, http.Request.Path)));
    }
}
