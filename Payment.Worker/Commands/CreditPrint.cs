using Charging.Payments.Crediting;
using Charging.Payments.Gateway;
using Spectre.Console;

namespace Charging.Payments.Commands;

/// <summary>The credit notes of a payment's invoice as a person reads them.</summary>
internal static class CreditPrint
{
    public static void Table(IReadOnlyList<Credit> credits)
    {
        if (credits.Count == 0) return;

        var table = new Table().AddColumns("Credit note", "Amount", "Reason", "Kept", "What became of it");
        table.Columns[1].RightAligned();
        foreach (var credit in credits)
        {
            table.AddRow(
                Terminal.Escape(credit.CreditNoteNumber),
                credit.Payable.ToString(),
                Terminal.Escape(credit.Reason),
                $"{credit.KeptAt:u}",
                StandingOf(credit));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>What became of it follows what became of its refund, which may come back months later.</summary>
    internal static string StandingOf(Credit credit) => (credit.Outcome, credit.RefundStatus) switch
    {
        (null, _) => "waits for the payment's outcome",
        (CreditOutcome.Refunded, RefundStatus.Failed) =>
            "not refunded: the refund failed; payments refund gives it anew",
        (CreditOutcome.Refunded, not RefundStatus.Done) => "refund ordered",
        var (outcome, _) => Words.Of(outcome.Value),
    };
}
