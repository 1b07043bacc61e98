using System.CommandLine;
using System.Globalization;
using Charging.Contracts.Cards;
using Charging.Invoicing.Crediting;
using Charging.Invoicing.Issuing;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>credit NUMBER --reason TEXT</c>: credits an invoice, or lines of it. The note is issued in the database at once,
/// and told by a running worker; the same command again changes nothing.
/// </summary>
internal static class CreditCommand
{
    /// <summary>As long as a refund's, which takes it over.</summary>
    private const int LongestReason = 200;

    public static Command Create(Worker worker)
    {
        var number = new Argument<string>("number") { Description = "The invoice, such as CZ-2026-000001." };
        var reason = new Option<string>("--reason") { Description = "For the customer.", Required = true };
        var lines = new Option<int[]>("--line") { Description = "A line to credit; without it, all that is left." };
        var amount = new Option<string?>("--amount") { Description = "Of the one line named, without tax: 12.50." };
        var command = new Command("credit", "Issues a credit note over an invoice, or over lines of it.")
        {
            number, reason, lines, amount,
        };
        command.SetAction((parsed, stop) => worker.Run(
            (services, _) => Credit(
                services,
                parsed.GetRequiredValue(number),
                parsed.GetRequiredValue(reason),
                parsed.GetValue(lines) ?? [],
                parsed.GetValue(amount),
                stop),
            stop));
        return command;
    }

    private static async Task<int> Credit(
        IServiceProvider services, string number, string reason, int[] lines, string? amount, CancellationToken stop)
    {
        var invoice = (await services.GetRequiredService<Invoices>().Get(number, stop)).Invoice;
        var order = OrderOf(invoice, reason, lines, amount);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var issued = await services.GetRequiredService<CreditNotes>().IssueOnce(
            order, [invoice.InvoiceId], now, stop);
        foreach (var note in issued)
            Console.WriteLine($"Credit note {note.Number}: {note.Payable} of invoice {note.InvoiceNumber} credited.");
        Console.WriteLine(
            "What of it was paid, and not given back before, Payment gives back by itself; what is credited whole " +
            "before it is paid is not collected any more. See 'payment payments show'.");
        return 0;
    }

    /// <exception cref="CreditRefusedException">What is written is no order.</exception>
    internal static CreditOrder OrderOf(InvoiceCreated invoice, string reason, int[] lines, string? amount)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new CreditRefusedException("The reason is empty; write what the customer is to read.");
        if (reason.Length > LongestReason)
            throw new CreditRefusedException(
                $"The reason has {reason.Length} characters; it stands on the note, where {LongestReason} fit.");
        if (CardNumber.IsIn(reason))
            throw new CreditRefusedException("The reason holds a card number; leave all but its last four digits out.");
        if (amount is not null && lines.Length != 1)
            throw new CreditRefusedException("An amount is of one line; name it with --line.");
        if (lines.Length == 0) return new WholeCredit(reason);
        return new LineCredit(reason, lines, amount is null ? null : Amount(amount, invoice.Net.Currency));
    }

    private static Money Amount(string text, string currency)
    {
        var smallest = new Money(1, currency).ToDecimal();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount % smallest == 0
                ? new Money((long)(amount / smallest), currency)
                : throw new CreditRefusedException($"'{text}' is no amount in {currency}; write one such as 12.50.");
    }
}
