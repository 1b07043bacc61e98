using System.CommandLine;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Payments;

/// <summary>
/// <c>settle FILE</c>, <c>settle --from-gateway</c>: books what the gateway paid into the bank account. Where one
/// payout is wrong, none is booked.
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
            file, fetch, since,
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
    public static async Task<int> Settle(
        Payouts payouts, IReadOnlyList<(string Place, Payout Payout)> given, CancellationToken cancellationToken)
    {
        var captured = await payouts.Captured(
            [.. given.SelectMany(one => one.Payout.References).Distinct()], cancellationToken);
        var booked = await payouts.Booked([.. given.Select(one => one.Payout.PayoutId)], cancellationToken);
        var flaws = Flaws(given, captured, booked);
        foreach (var (place, flaw) in flaws) Terminal.MarkupLine($"[red]{place}:[/] {flaw}");
        if (flaws.Count > 0)
        {
            Console.WriteLine($"{flaws.Count} of {given.Count} payouts are wrong; nothing is booked.");
            return 1;
        }

        var table = new Table().AddColumns("Payout", "Date", "Gross", "Fee", "Returned", "Net", "Booked");
        foreach (var (_, payout) in given)
        {
            var isNew = await payouts.BookOnce(payout, cancellationToken);
            table.AddRow(
                Terminal.Escape(payout.PayoutId), $"{payout.Date:yyyy-MM-dd}", Amount(payout.Gross, payout),
                Amount(payout.Fee, payout), Amount(payout.Returned, payout), Amount(payout.Net, payout),
                isNew ? "now" : "before");
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<IReadOnlyList<(string Place, Payout Payout)>> Fetch(
        IServiceProvider services, DateOnly? since, CancellationToken cancellationToken)
    {
        var gateway = services.GetService<StripePayouts>() ?? throw new InvalidOperationException(
            "The in-process gateway pays nothing out: name a file, or set Gateway__Kind=stripe and its key.");
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().UtcNow());
        var payouts = await gateway.Since(since ?? today.AddDays(-DaysBack), cancellationToken);
        return [.. payouts.Select(payout => (payout.PayoutId, payout))];
    }

    /// <summary>What one payout took, the next cannot take again; nor can it be another under the same id.</summary>
    private static List<(string Place, string Flaw)> Flaws(
        IReadOnlyList<(string Place, Payout Payout)> given,
        IReadOnlyDictionary<string, CapturedReference> captured,
        IReadOnlyDictionary<string, Payout> booked)
    {
        var taken = captured.ToDictionary(StringComparer.Ordinal);
        var known = booked.ToDictionary(StringComparer.Ordinal);
        List<(string, string)> flaws = [];
        foreach (var (place, payout) in given)
        {
            known.TryAdd(payout.PayoutId, payout);
            if ((payout.ContradictionTo(known[payout.PayoutId]) ?? payout.FlawAgainst(taken)) is { } flaw)
                flaws.Add((place, flaw));
            foreach (var reference in payout.References.Where(taken.ContainsKey))
                taken[reference] = taken[reference] with { PayoutId = taken[reference].PayoutId ?? payout.PayoutId };
        }

        return flaws;
    }

    private static string Amount(long minor, Payout payout) => new Money(minor, payout.Currency).ToString();
}
