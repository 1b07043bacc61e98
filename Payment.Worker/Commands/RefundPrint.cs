using System.Globalization;
using Charging.Payments.Gateway;
using Charging.Payments.Refunding;
using Spectre.Console;

namespace Charging.Payments.Commands;

/// <summary>The refunds of a payment as a person reads them.</summary>
internal static class RefundPrint
{
    public static void Table(Refundable payment)
    {
        if (payment.Refunds.Count == 0) return;

        var table = new Table()
            .AddColumns("Refund", "Amount", "Status", "Reason", "Started", "Done", "Reference or key");
        table.Columns[1].RightAligned();
        foreach (var refund in payment.Refunds)
        {
            table.AddRow(
                refund.RefundNo.ToString(CultureInfo.InvariantCulture),
                refund.Amount.ToString(),
                StatusOf(refund),
                Terminal.Escape(refund.Reason ?? "made at the gateway"),
                $"{refund.StartedAt:u}",
                $"{refund.DoneAt:u}",
                Terminal.Escape(refund.GatewayReference ?? refund.IdempotencyKey ?? ""));
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"{payment.Left} are left to give back.");
    }

    private static string StatusOf(Refund refund) => refund switch
    {
        { IsToBeDecided: true } => $"{Words.Of(refund.Status)}: to be decided",
        { Status: RefundStatus.Failed, DoneAt: not null } => $"failed: came back {refund.FailedAt:u}",
        { Code: { } code } => Terminal.Escape($"{Words.Of(refund.Status)}: {code}"),
        _ => Words.Of(refund.Status),
    };
}
