using System.CommandLine;
using Charging.Payments.Collecting;
using Charging.Payments.Messages;

namespace Charging.Payments.Commands;

/// <summary><c>payments abandon NUMBER --reason TEXT</c></summary>
internal static class AbandonCommand
{
    public static Command Create(Worker worker)
    {
        var number = NamedPayment.Number();
        var reason = Deed.ReasonOption(required: true);
        var command = new Command("abandon", "Gives up what is not collected; the customer is told.")
        {
            number, reason,
        };
        return command.Does(worker, number, async (parsed, _, payment, stop) =>
        {
            if (Abandonment.ObjectionTo(payment) is { } objection) throw new InvalidOperationException(objection);

            var order = new AbandonPayment
            {
                InvoiceId = payment.CorrelationId, Reason = parsed.GetRequiredValue(reason)!,
            };
            await Orders.Publish(worker, payment, order, $"{payment.CorrelationId}\n{payment.AttemptNo}", stop);
            Console.WriteLine($"Invoice {payment.InvoiceNumber} is given up; see payments show.");
        });
    }
}
