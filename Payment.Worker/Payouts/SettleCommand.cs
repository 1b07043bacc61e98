using System.CommandLine;
using Spectre.Console;

namespace Charging.Payments.Payouts;

/// <summary>
/// <c>settle FILE</c>, <c>settle --from-gateway</c>: books what the gateway paid into the bank account. Where one
/// payout is wrong it is named, and the others are booked.
/// </summary>
internal static class SettleCommand
{
    /// <summary>No gateway pays out more seldom than once a month.</summary>
    private const int DaysBack = 30;

    public static Command Create(Worker worker)
    {
        var file = new Argument<string?>("file")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Payouts as JSON, one a line, or as .csv; see deploy/README.md.",
        };
        var fetch = new Option<bool>("--from-gateway") { Description = "Asks the gateway for its payouts." };
        var since = new Option<DateOnly?>("--since")
        {
            Description = $"The first day (UTC) to ask the gateway for; {DaysBack} days ago unless given.",
        };
        var command = new Command("settle", "Books payouts of the gateway into the bank account, each once.")
        {
            file, fetch, since, Deed.ReasonOption(),
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(file) is not null == parsed.GetValue(fetch))
                parsed.AddError("Name a file, or say --from-gateway.");
            if (parsed.GetValue(since) is not null && !parsed.GetValue(fetch))
                parsed.AddError("--since goes with --from-gateway; a file is booked whole.");
        });
        command.SetAction((parsed, cancellationToken) => worker.Run(
            async (services, stop) => await Settle(
                services.GetRequiredService<Payouts>(),
                parsed.GetValue(file) is { } path
                    ? await PayoutFile.Read(path, stop)
                    : await Fetch(services, parsed.GetValue(since), stop),
                stop),
            cancellationToken));
        return command;
    }

    /// <param name="payouts">Where they are booked.</param>
    /// <param name="given">Each with the place where it stands, for what is to be said of it.</param>
    /// <param name="cancellationToken">Stops between two payouts.</param>
    /// <returns>The command's exit code: 1 where one is wrong; the right ones are booked all the same.</returns>
    public static async Task<int> Settle(
        Payouts payouts, IReadOnlyList<GivenPayout> given, CancellationToken cancellationToken)
    {
        var read = given.Where(one => one.Payout is not null).Select(one => one.Payout!).ToList();
        var captured = await payouts.Captured(
            [.. read.SelectMany(payout => payout.References).Distinct()], cancellationToken);
        var booked = await payouts.Booked([.. read.Select(payout => payout.PayoutId)], cancellationToken);
        var flaws = Flaws(given, captured, booked);
        foreach (var (place, flaw) in flaws) Terminal.MarkupLine($"[red]{place.Place}:[/] {flaw}");

        var right = given.Except(flaws.Keys).Select(one => one.Payout!).ToList();
        if (right.Count > 0) await Book(payouts, right, cancellationToken);
        if (flaws.Count > 0)
            Console.WriteLine(
                $"{flaws.Count} of {given.Count} payouts are wrong and not booked; the others are.");
        return flaws.Count > 0 ? 1 : 0;
    }

    private static async Task Book(
        Payouts payouts, IReadOnlyList<Payout> right, CancellationToken cancellationToken)
    {
        var table = new Table().AddColumns("Payout", "Date", "Gross", "Fee", "Returned", "Net", "Booked");
        foreach (var payout in right)
        {
            var isNew = await payouts.BookOnce(payout, cancellationToken);
            table.AddRow(
                Terminal.Escape(payout.PayoutId), $"{payout.Date:yyyy-MM-dd}", Amount(payout.Gross, payout),
                Amount(payout.Fee, payout), Amount(payout.Returned, payout), Amount(payout.Net, payout),
                isNew ? "now" : "before");
        }

        AnsiConsole.Write(table);
    }

    private static async Task<IReadOnlyList<GivenPayout>> Fetch(
        IServiceProvider services, DateOnly? since, CancellationToken cancellationToken)
    {
        var gateway = services.GetService<FetchPayouts>() ?? throw new InvalidOperationException(
            "The in-process gateway pays nothing out: name a file, or set Gateway__Kind=stripe and its key.");
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().UtcNow());
        return await gateway(since ?? today.AddDays(-DaysBack), cancellationToken);
    }

    /// <summary>
    /// What one payout took, the next cannot take again; nor can it be another under the same id. Of two that claim the
    /// same nobody knows which is right, so both are wrong.
    /// </summary>
    private static Dictionary<GivenPayout, string> Flaws(
        IReadOnlyList<GivenPayout> given,
        IReadOnlyDictionary<string, CapturedReference> captured,
        IReadOnlyDictionary<string, Payout> booked)
    {
        var claims = given.Where(one => one.Payout is not null)
            .SelectMany(one => one.Payout!.References.Distinct(), (one, reference) => (one.Payout!.PayoutId, reference))
            .Distinct().ToLookup(claim => claim.reference, claim => claim.PayoutId);
        var first = booked.ToDictionary(StringComparer.Ordinal);
        Dictionary<GivenPayout, string> flaws = [];
        foreach (var one in given)
        {
            if (FlawOf(one) is { } flaw) flaws.Add(one, flaw);
        }

        return flaws;

        string? FlawOf(GivenPayout one)
        {
            if (one.Payout is not { } payout) return one.Flaw;
            first.TryAdd(payout.PayoutId, payout);
            return payout.ContradictionTo(first[payout.PayoutId]) ?? payout.FlawAgainst(captured)
                ?? payout.References.Where(reference => claims[reference].Count() > 1)
                    .Select(reference =>
                        $"{reference} stands in {string.Join(" and ", claims[reference])}; one of them is wrong")
                    .FirstOrDefault();
        }
    }

    private static string Amount(long minor, Payout payout) => new Money(minor, payout.Currency).ToString();
}
