using System.CommandLine;
using System.Globalization;
using Charging.Payments.Messages;
using Charging.Payments.Refunding;

namespace Charging.Payments.Commands;

/// <summary><c>payments refund | decide-refund</c>: orders a refund, or says what became of one.</summary>
internal static class RefundCommands
{
    public static Command Refund(Worker worker)
    {
        var number = NamedPayment.Number();
        var amount = new Option<string?>("--amount")
        {
            Description = "In the main unit of the invoice's currency, such as 12.50; all that is left unless given.",
        };
        var reason = new Option<string>("--reason") { Description = "Why, as the customer reads it.", Required = true };
        var command = new Command("refund", "Gives back a part or all of a captured payment.")
        {
            number, amount, reason,
        };
        return command.Does(worker, number, async (parsed, services, payment, stop) =>
        {
            var refundable = await services.GetRequiredService<Refunds>().Of(payment.CorrelationId, stop);
            var order = new RefundPayment
            {
                InvoiceId = payment.CorrelationId,
                OrderId = Guid.NewGuid(),
                Amount = parsed.GetValue(amount) is { } asked ? Read(asked, payment.Currency) : refundable.Left,
                Reason = parsed.GetRequiredValue(reason),
            };
            if (refundable.ObjectionTo(order) is { } objection)
                throw new InvalidOperationException(objection);

            await Orders.Publish(worker, payment, order, $"{order.OrderId}", stop);
            Console.WriteLine(
                $"{order.Amount} of invoice {payment.InvoiceNumber} are to be given back; see payments show.");
        });
    }

    public static Command Decide(Worker worker)
    {
        var number = NamedPayment.Number();
        var given = new Option<string?>("--refunded") { Description = "The gateway's own name for the refund." };
        var not = new Option<bool>("--not-refunded") { Description = "The gateway has no refund under the key." };
        var command = new Command("decide-refund", "Says what became of the oldest refund without an answer.")
        {
            number, given, not, Deed.ReasonOption(),
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(given) is null != parsed.GetValue(not))
                parsed.AddError("Say either --refunded REFERENCE or --not-refunded.");
        });
        return command.Does(worker, number, async (parsed, services, payment, stop) =>
        {
            var refunds = (await services.GetRequiredService<Refunds>().Of(payment.CorrelationId, stop)).Refunds;
            var open = refunds.FirstOrDefault(refund => refund.IsToBeDecided) ?? throw new InvalidOperationException(
                $"No refund of invoice {payment.InvoiceNumber} is to be decided; see payments review.");
            var decided = new RefundDecided
            {
                InvoiceId = payment.CorrelationId,
                RefundNo = open.RefundNo,
                GatewayReference = parsed.GetValue(given),
            };
            await Orders.Publish(worker, payment, decided, $"{payment.CorrelationId}\n{open.RefundNo}", stop);
            Console.WriteLine(
                $"Refund {open.RefundNo} of invoice {payment.InvoiceNumber} goes on; see payments show.");
        });
    }

    /// <exception cref="InvalidOperationException">It is no amount of that currency.</exception>
    public static Money Read(string text, string currency)
    {
        var smallest = new Money(1, currency).ToDecimal();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var asked)
            && asked % smallest == 0 && asked <= long.MaxValue * smallest
            ? new Money((long)(asked / smallest), currency)
            : throw new InvalidOperationException(
                $"'{text}' is no amount in {currency}; write one such as {new Money(1234, currency).ToDecimal()}.");
    }
}
