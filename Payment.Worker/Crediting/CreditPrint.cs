using Charging.Contracts;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Payments;

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
                credit.Outcome is { } outcome ? Words.Of(outcome) : "waits for the payment's outcome");
        }

        AnsiConsole.Write(table);
    }
}
