using System.CommandLine;
using Charging.Payments.Collecting;
using Charging.Payments.Messages;

namespace Charging.Payments.Commands;

/// <summary>
/// <c>payments dispute won|lost ID</c>: says how a dispute ended of which the gateway has not told, or lists them.
/// </summary>
internal static class DisputeCommand
{
    public static Command Create(Worker worker) => new("dispute", "Says how a dispute ended that is open here.")
    {
        Ending(worker, "won", ReturnReported.DisputeWon, "The money is ours again: the invoice is paid."),
        Ending(worker, "lost", ReturnReported.DisputeLost, "The money stays away: the invoice is owed."),
    };

    private static Command Ending(Worker worker, string name, string reason, string meaning)
    {
        var id = new Argument<string>("id")
        {
            Description = "The gateway's name for the dispute, such as dp_1, or the number of its invoice.",
        };
        var command = new Command(name, meaning) { id, Deed.ReasonOption() };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var asked = parsed.GetRequiredValue(id);
            var disputes = services.GetRequiredService<Disputes>();
            var payments = services.GetRequiredService<Collecting.Payments>();
            var invoiceId = await disputes.InvoiceOf(asked, stop)
                ?? (await payments.Find(asked, stop))?.CorrelationId
                ?? throw new InvalidOperationException(
                    $"No dispute and no invoice is called {asked}; payments show NUMBER lists an invoice's disputes.");
            var payment = (await payments.Find(invoiceId, stop))!;
            var told = DisputeDecision.Of(asked, payment, await disputes.Of(invoiceId, stop), reason);
            await Orders.Publish(
                worker, payment, told, $"{told.InvoiceId}\n{told.Reason}\n{told.GatewayReference}", stop);
            Console.WriteLine(
                $"Dispute {told.GatewayReference} of invoice {payment.InvoiceNumber} is {name}; see payments show.");
            return 0;
        }, cancellationToken));
        return command;
    }
}
