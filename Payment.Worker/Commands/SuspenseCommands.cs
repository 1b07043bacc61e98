using System.CommandLine;
using Charging.Payments.Banking;
using Charging.Payments.Collecting;

namespace Charging.Payments.Commands;

/// <summary><c>bank assign | return | elsewhere</c>: a person says what an entry of a statement is of.</summary>
internal static class SuspenseCommands
{
    public static Command Assign(Worker worker)
    {
        var (item, reason) = (Item("ENTRY"), Deed.ReasonOption(required: true));
        var number = new Argument<string>("NUMBER") { Description = "Of the invoice that it pays, or of a payout." };
        var command = new Command("assign", "Says which invoice, or which payout, an entry is of.")
        {
            item, number, reason,
        };
        return command.Decides(worker, async (parsed, services, stop) =>
        {
            var suspense = services.GetRequiredService<Suspense>();
            var entry = await Find(services.GetRequiredService<BankEntries>(), parsed.GetRequiredValue(item), stop);
            var asked = parsed.GetRequiredValue(number);
            if (await services.GetRequiredService<Collecting.Payments>().Find(asked, stop) is not { } payment)
            {
                await suspense.AssignPayout(entry, asked, stop);
                Console.WriteLine($"Entry {entry.Name} is payout {asked}.");
                return;
            }

            if (await Objection(services, payment, entry, stop) is { } objection)
                throw new InvalidOperationException(objection);
            await suspense.Assign(entry, payment.CorrelationId, payment.InvoiceNumber, stop);
            Console.WriteLine($"Entry {entry.Name} is offered to {payment.InvoiceNumber}; see payments show.");
        });
    }

    public static Command Return(Worker worker)
    {
        var (item, other, reason) = (Item("ENTRY"), Item("OTHER"), Deed.ReasonOption(required: true));
        var command = new Command("return", "Says that of two entries one took the other back.")
        {
            item, other, reason,
        };
        return command.Decides(worker, async (parsed, services, stop) =>
        {
            var suspense = services.GetRequiredService<Suspense>();
            var entry = await Find(services.GetRequiredService<BankEntries>(), parsed.GetRequiredValue(item), stop);
            var back = await Find(services.GetRequiredService<BankEntries>(), parsed.GetRequiredValue(other), stop);
            if (entry.Account != back.Account || entry.Left != -back.Left)
                throw new InvalidOperationException(
                    $"{entry.Name} is {entry.Left} of {entry.Account}, and {back.Name} {back.Left} of " +
                    $"{back.Account}: one takes the other back where both are of one account and come to 0.");
            await suspense.Return(entry, back, parsed.GetRequiredValue(reason)!, stop);
            Console.WriteLine($"Entries {entry.Name} and {back.Name} have left suspense.");
        });
    }

    public static Command Elsewhere(Worker worker)
    {
        var (item, reason) = (Item("ENTRY"), Deed.ReasonOption(required: true));
        var command = new Command(
            "elsewhere", "Says that an entry is of other books: the bank's charges, wages, an account of our own.")
        {
            item, reason,
        };
        return command.Decides(worker, async (parsed, services, stop) =>
        {
            var suspense = services.GetRequiredService<Suspense>();
            var entry = await Find(services.GetRequiredService<BankEntries>(), parsed.GetRequiredValue(item), stop);
            await suspense.PlaceElsewhere(entry, parsed.GetRequiredValue(reason)!, stop);
            Console.WriteLine($"{entry.Left} of entry {entry.Name} are of other books.");
        });
    }

    /// <summary>By the letters that the list calls it by, or more of them.</summary>
    internal static async Task<SuspendedEntry> Find(BankEntries entries, string name, CancellationToken stop)
    {
        var all = await entries.InSuspense(int.MaxValue, stop);
        var those = all.Where(one =>
            $"{one.EntryId:N}".StartsWith(name.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
        return those.ToList() switch
        {
            [var only] => only,
            [] => throw new InvalidOperationException(
                $"Nothing in suspense is called {name}; see payment bank suspense."),
            var several => throw new InvalidOperationException(
                $"{several.Count} entries in suspense begin with {name}: {string.Join(", ", several.Select(
                    one => one.EntryId))}; write more of it."),
        };
    }

    private static async Task<string?> Objection(
        IServiceProvider services, PaymentState payment, SuspendedEntry entry, CancellationToken stop)
    {
        var found = new Findings
        {
            Attempts = await services.GetRequiredService<Attempts>().Of(payment.CorrelationId, stop),
        };
        var transfer = await services.GetRequiredService<BankEntries>().Find(entry.EntryId, stop);
        return Transfer.ObjectionTo(payment, found, transfer!);
    }

    private static Argument<string> Item(string name) =>
        new(name) { Description = "An entry, as payment bank suspense calls it." };

    private static Command Decides(
        this Command command, Worker worker, Func<ParseResult, IServiceProvider, CancellationToken, Task> deed)
    {
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            await deed(parsed, services, stop);
            return 0;
        }, cancellationToken));
        return command;
    }
}
