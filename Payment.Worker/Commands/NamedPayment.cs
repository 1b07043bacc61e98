using System.CommandLine;
using Charging.Payments.Collecting;

namespace Charging.Payments.Commands;

/// <summary>What commands about one payment share: it is named by its invoice's number, and found first.</summary>
internal static class NamedPayment
{
    public static Argument<string> Number() =>
        new("number") { Description = "The invoice's, such as CZ-2026-000001." };

    /// <summary>The command does that with the payment which is named.</summary>
    public static Command Does(
        this Command command, Worker worker, Argument<string> number,
        Func<ParseResult, IServiceProvider, PaymentState, CancellationToken, Task> deed)
    {
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            await deed(parsed, services, await Find(services, parsed.GetRequiredValue(number), stop), stop);
            return 0;
        }, cancellationToken));
        return command;
    }

    /// <exception cref="InvalidOperationException">No invoice of that number has a payment.</exception>
    public static async Task<PaymentState> Find(
        IServiceProvider services, string number, CancellationToken cancellationToken) =>
        await services.GetRequiredService<Collecting.Payments>().Find(number, cancellationToken)
        ?? throw new InvalidOperationException(
            $"No payment of an invoice {number} in payment.payments; ./charging trace SESSION finds it by its " +
            "session.");
}
