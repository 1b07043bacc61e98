namespace Charging.Sandbox;

/// <summary>/v1/charges, /v1/balance_transactions and /v1/payouts: what was drawn and where it went.</summary>
internal sealed class MoneyEndpoints(Teller teller)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/charges/{id}", (HttpContext http, string id) => Show(http, "charge", id, Charge));
        api.MapGet("/v1/balance_transactions", ListTransactions);
        api.MapGet("/v1/balance_transactions/{id}", (HttpContext http, string id) =>
            Show(http, "balance_transaction", id, Transaction));
        api.MapGet("/v1/payouts", ListPayouts);
        api.MapGet("/v1/payouts/{id}", (HttpContext http, string id) => Show(http, "payout", id, Payout));
    }

    private async Task Show(HttpContext http, string kind, string id, Func<Book, string, Expansion, object?> find)
    {
        var expansion = Expansion.Of(new Parameters(http.Request.Query));
        var view = await teller.Read(book => find(book, id, expansion));
        await (view is null ? http.Say(StripeError.NotFound(kind, id)) : http.Say(view));
    }

    private async Task ListTransactions(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        var expansion = Expansion.Of(query).Below("data");
        var (type, payout, source) = (query["type"], query["payout"], query["source"]);
        await http.Say(await teller.Read(book => Page.Of(
            (payout is null ? Newest.First(book.Balance.Transactions) : book.Balance.Of(payout).Reverse())
                .Where(x => type is null || type == Lower(x.Type))
                .Where(x => source is null || source == x.Source),
            x => (x.Id, x.CreatedAt), x => View(book, x, expansion), query, http.Request.Path)));
    }

    private async Task ListPayouts(HttpContext http)
    {
        var query = new Parameters(http.Request.Query);
        await http.Say(await teller.Read(book => Page.Of(
            Newest.First(book.Balance.Payouts), x => (x.Id, x.CreatedAt), Views.Payout, query, http.Request.Path)));
    }

    private static object? Charge(Book book, string id, Expansion expansion) =>
        book.Charges.TryGetValue(id, out var charge)
            ? Views.Charge(charge, TransactionOf(book, charge), expansion)
            : null;

    private static object? Transaction(Book book, string id, Expansion expansion) =>
        book.Balance.Transactions.TryGetValue(id, out var transaction) ? View(book, transaction, expansion) : null;

    private static object? Payout(Book book, string id, Expansion expansion) =>
        book.Balance.Payouts.TryGetValue(id, out var payout) ? Views.Payout(payout) : null;

    private static BalanceTransaction? TransactionOf(Book book, Charge charge) =>
        charge.Transaction is { } id ? book.Balance.Transactions[id] : null;

    private static object View(Book book, BalanceTransaction transaction, Expansion expansion)
    {
        var source = expansion.Has("source") ? Source(book, transaction.Source, expansion.Below("source")) : null;
        return Views.Transaction(transaction, source);
    }

    private static object? Source(Book book, string id, Expansion expansion) =>
        Charge(book, id, expansion)
        ?? Payout(book, id, expansion)
        ?? (book.Refunds.TryGetValue(id, out var refund) ? Views.Refund(refund) : null)
        ?? (book.Disputes.TryGetValue(id, out var dispute) ? Views.Dispute(dispute) : null);

    private static string Lower(TransactionType type) => Wire.Json.PropertyNamingPolicy!.ConvertName(type.ToString());
}
