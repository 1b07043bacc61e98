using System.CommandLine;
using Charging.Payments.Announcing;
using Charging.Payments.Collecting;
using Charging.Payments.Crediting;
using Charging.Payments.Messages;
using Charging.Payments.Refunding;
using Charging.Payments.Scheduling;
using Spectre.Console;

namespace Charging.Payments.Commands;

/// <summary>
/// <c>payments list | show | retry | review | decide</c> and, in files of their own, <c>refund | decide-refund |
/// abandon | dispute</c>: looks at payments and decides about them.
/// </summary>
internal static class PaymentsCommand
{
    private const int MostListed = 1_000;

    public static Command Create(Worker worker)
    {
        // Into a file or a pipe, lines are not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
        return new Command("payments", "Looks at payments and decides about them.")
        {
            List(worker), Show(worker), Retry(worker), Review(worker), Decide(worker),
            RefundCommands.Refund(worker), RefundCommands.Decide(worker), AbandonCommand.Create(worker),
            DisputeCommand.Create(worker),
        };
    }

    private static Command List(Worker worker)
    {
        var state = new Option<string?>("--state") { Description = "Only those in this state." };
        state.AcceptOnlyFromAmong([.. PaymentPrint.States]);
        var command = new Command("list", $"Lists payments, the {MostListed} moved last.") { state };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var payments = await services.GetRequiredService<Collecting.Payments>()
                .List(parsed.GetValue(state), MostListed, stop);
            PaymentPrint.Table(payments);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Show(Worker worker)
    {
        var number = NamedPayment.Number();
        var command = new Command("show", "Shows a payment with its attempts and when it goes on.") { number };
        return command.Does(worker, number, async (_, services, payment, stop) =>
        {
            var found = await Recall(services, payment, stop);
            var alarm = await services.GetRequiredService<Schedule>().Find(payment.CorrelationId, stop);
            PaymentPrint.Whole(payment, found, alarm);
            RefundPrint.Table(await services.GetRequiredService<Refunds>().Of(payment.CorrelationId, stop));
            CreditPrint.Table(await services.GetRequiredService<Credits>().Of(payment.CorrelationId, stop));
        });
    }

    private static Command Retry(Worker worker)
    {
        var number = NamedPayment.Number();
        var command = new Command("retry", "Tries again at once: what hindered it is mended.")
        {
            number, Deed.ReasonOption(),
        };
        return command.Does(worker, number, async (_, services, payment, stop) =>
        {
            var found = await Recall(services, payment, stop) with
            {
                Customer = await services.GetRequiredService<Customers.Customers>().Find(payment.CustomerId, stop),
            };
            if (Retrial.ObjectionTo(payment, found) is { } objection)
                throw new InvalidOperationException(objection);

            await Orders.Publish(
                worker,
                payment,
                new RetryPayment { InvoiceId = payment.CorrelationId, AttemptNo = payment.AttemptNo },
                $"{payment.CorrelationId}\n{payment.AttemptNo}",
                stop);
            Console.WriteLine($"Invoice {payment.InvoiceNumber} is tried again; see payments show.");
        });
    }

    private static Command Review(Worker worker)
    {
        var command = new Command("review", "Lists the payments that a person has to decide, with what is known.");
        command.SetAction((_, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var payments = await services.GetRequiredService<Collecting.Payments>()
                .List(nameof(PaymentSaga.NeedsReview), MostListed, stop);
            foreach (var payment in payments)
            {
                var tried = await services.GetRequiredService<Attempts>().Of(payment.CorrelationId, stop);
                PaymentPrint.Whole(payment, new Findings { Attempts = tried }, alarm: null);
            }

            Console.WriteLine(
                $"{payments.Count} payment(s). Look each up at the gateway by its key, then payments decide.");
            await ReviewRefunds(services, stop);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static async Task ReviewRefunds(IServiceProvider services, CancellationToken cancellationToken)
    {
        var refunds = services.GetRequiredService<Refunds>();
        var undecided = await refunds.ToBeDecided(MostListed, cancellationToken);
        foreach (var invoiceId in undecided)
        {
            var payment = await refunds.Of(invoiceId, cancellationToken);
            Terminal.MarkupLine($"[bold]Invoice {payment.InvoiceNumber}[/]");
            RefundPrint.Table(payment);
        }

        Console.WriteLine(
            $"{undecided.Count} payment(s) with refunds to be decided: look them up too, then payments decide-refund.");
    }

    private static Command Decide(Worker worker)
    {
        var number = NamedPayment.Number();
        var captured = new Option<string?>("--captured") { Description = "The gateway's own name for the capture." };
        var not = new Option<bool>("--not-captured") { Description = "The gateway has no capture under the key." };
        var command = new Command("decide", "Says what became of an attempt without an answer.")
        {
            number, captured, not, Deed.ReasonOption(),
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(captured) is null != parsed.GetValue(not))
                parsed.AddError("Say either --captured REFERENCE or --not-captured.");
        });
        return command.Does(worker, number, async (parsed, _, payment, stop) =>
        {
            if (payment.CurrentState != nameof(PaymentSaga.NeedsReview))
            {
                throw new InvalidOperationException(
                    $"The payment of invoice {payment.InvoiceNumber} is {payment.CurrentState}: there is nothing to " +
                    "decide; see payments review.");
            }

            var decided = new PaymentDecided
            {
                InvoiceId = payment.CorrelationId,
                AttemptNo = payment.AttemptNo,
                GatewayReference = parsed.GetValue(captured),
            };
            await Orders.Publish(worker, payment, decided, $"{payment.CorrelationId}\n{payment.AttemptNo}", stop);
            Console.WriteLine($"Invoice {payment.InvoiceNumber} goes on; see payments show.");
        });
    }

    private static async Task<Findings> Recall(
        IServiceProvider services, PaymentState payment, CancellationToken cancellationToken) => new()
        {
            Attempts = await services.GetRequiredService<Attempts>().Of(payment.CorrelationId, cancellationToken),
            Disputes = await services.GetRequiredService<Disputes>().Of(payment.CorrelationId, cancellationToken),
            Notices = await services.GetRequiredService<Notices>().Of(payment.CorrelationId, cancellationToken),
        };
}
