using Charging.Payments.Banking;
using Charging.Payments.Statements;
using Spectre.Console;

namespace Charging.Payments.Commands;

/// <summary>The bank's statements, and what is left of them, as a person reads them.</summary>
internal static class BankPrint
{
    public const int MostListed = 1_000;

    private const int MostOfText = 60;

    public static void Import(StatementImport import)
    {
        var statement = import.Statement;
        if (!import.IsNew)
        {
            Terminal.MarkupLine(
                $"Statement {statement.BankId} of {statement.Account} is here already; nothing changed.");
            return;
        }

        var (from, to) = ($"{statement.Opening}", $"{statement.Closing} on {statement.ClosedOn:yyyy-MM-dd}");
        Terminal.MarkupLine($"Statement {statement.BankId} of {statement.Account}: from {from} to {to}.");
        Console.WriteLine(
            $"{statement.Entries.Count} entries: {import.Payouts} payouts, {import.Offered} offered to invoices.");
        if (import.IsFirst)
            Terminal.MarkupLine($"It is the first of {statement.Account}: {statement.Opening} is taken as given.");
    }

    /// <summary>What is not booked yet is shown, and comes again once it is.</summary>
    public static void Pending(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            foreach (var entry in statement.Pending)
                Terminal.MarkupLine(
                    $"Not booked yet: {new Money(entry.Minor, statement.Currency)} {string.Join(' ', entry.Texts)}");
        }
    }

    public static void Left(IReadOnlyList<SuspendedEntry> left)
    {
        if (left.Count > 0)
            Console.WriteLine($"{left.Count} entries are in suspense; see payment bank suspense.");
    }

    public static void Suspense(IReadOnlyList<SuspendedEntry> left)
    {
        var table = new Table().AddColumns("Entry", "Booked", "Left", "From or to", "Written on it", "Why it is here");
        table.Columns[2].RightAligned();
        foreach (var entry in left)
        {
            var text = entry.Texts.Replace('\n', ' ');
            table.AddRow(
                entry.Name, $"{entry.BookedOn:yyyy-MM-dd}", Terminal.Escape($"{entry.Left}"),
                Terminal.Escape(entry.Counterparty ?? ""),
                Terminal.Escape(text.Length > MostOfText ? $"{text[..MostOfText]}…" : text),
                Terminal.Escape(entry.Why()));
        }

        if (left.Count > 0) AnsiConsole.Write(table);
        Console.WriteLine($"{left.Count} entries in suspense.");
    }
}
