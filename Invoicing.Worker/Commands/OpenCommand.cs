using System.CommandLine;
using Charging.Invoicing.Gathering;

namespace Charging.Invoicing.Commands;

/// <summary><c>open list | issue</c>: what gathers before it is invoiced.</summary>
internal static class OpenCommand
{
    public static Command Create(Worker worker) =>
        new("open", "Shows what gathers on open invoices, and has it issued.") { List(worker), Issue(worker) };

    private static Command List(Worker worker)
    {
        var customer = new Option<string?>("--customer") { Description = "Only this customer's." };
        var command = new Command("list", "Lists the open invoices, those that are due next first.") { customer };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var open = await services.GetRequiredService<OpenInvoices>().List(parsed.GetValue(customer), stop);
            foreach (var one in open)
                Console.WriteLine($"{one.CustomerId,-24} {one.Charge,16} net for {one.Usages} session(s) " +
                    $"since {one.OpenedAt:u}, due {one.DueAt:u}");
            Console.WriteLine($"{open.Count} open invoice(s).");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Issue(Worker worker)
    {
        var customer = new Option<string>("--customer") { Description = "Whose.", Required = true };
        var command = new Command("issue", "Has the workers issue a customer's open invoices now.")
        {
            customer, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var (customerId, clock) = (parsed.GetRequiredValue(customer), services.GetRequiredService<TimeProvider>());
            var due = await services.GetRequiredService<OpenInvoices>()
                .SetDue(customerId, null, clock.GetUtcNow().UtcDateTime, stop);
            if (due == 0)
                throw new InvalidOperationException(
                    $"Nothing gathers for customer '{customerId}'; 'open list' shows who has an open invoice.");
            Console.WriteLine($"{due} open invoice(s) of customer '{customerId}' will be issued in a second or two.");
            return 0;
        }, cancellationToken));
        return command;
    }
}
