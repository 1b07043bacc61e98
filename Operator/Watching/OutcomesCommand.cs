using System.CommandLine;
using Charging.Operator.DeadLetters;
using Charging.Operator.Publishing;
using Spectre.Console;

namespace Charging.Operator.Watching;

/// <summary><c>outcomes --run N</c>: the demo's last table, one line for each of its sessions.</summary>
internal static class OutcomesCommand
{
    private const string Refusals = "rating-rate-session_error";

    public static Command Create()
    {
        var run = new Option<int>("--run") { Description = "The demo's number.", Required = true };
        run.Between(1, int.MaxValue);
        var command = new Command("outcomes", "What became of each session of a demo.") { run };
        command.SetAction((parsed, stop) => Show(parsed.GetValue(run), stop));
        return command;
    }

    private static async Task<int> Show(int run, CancellationToken stop)
    {
        var sent = PublishedSessions.Read(Settings.Published, _ => { }).Where(session => session.Run == run).ToList();
        var readable = sent.Where(session => session.IsReadable).DistinctBy(session => session.UsageId).ToList();

        await using var postgres = Settings.OpenPostgres();
        var outcomes = await new Outcomes(postgres).Of(
            [.. readable.Select(session => session.UsageId)],
            [.. readable.Select(session => session.Source!)],
            [.. readable.Select(session => session.SessionId!)],
            stop);
        var repeated = sent.CountBy(session => session.Sha256).Sum(count => count.Value - 1);

        DrawCharged(outcomes);
        DrawAside(outcomes, await Unreadable(sent, stop));
        Terminal.MarkupLine(
            $"{sent.Count} messages were sent; {repeated} of them repeated another, and changed nothing.");
        Terminal.MarkupLine($"The mails are in [bold]{Settings.Receipts}[/].");
        return 0;
    }

    private static async Task<IReadOnlyList<DeadLetter>> Unreadable(List<PublishedSession> sent, CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        var bodies = sent.Select(session => session.Sha256).ToHashSet();
        var letters = await queues.Look(Refusals, most: 1_000, stop);
        return [.. letters
            .Where(letter => bodies.Contains(PublishedSession.Of(letter.Body.Span, run: null).Sha256))
            .DistinctBy(letter => PublishedSession.Of(letter.Body.Span, run: null).Sha256)];
    }

    private static void DrawCharged(IReadOnlyList<Outcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("session", "customer", "ended (UTC)", "charge", "invoice", "payment", "mail");
        table.Columns[3].RightAligned().NoWrap();
        foreach (var one in outcomes.Where(outcome => outcome.Aside is null))
            table.AddRow(
                Terminal.Cell(one.SessionId), Terminal.Cell(one.CustomerId), Terminal.Cell($"{one.EndedAt:HH:mm:ss}"),
                Terminal.Cell(Amount(one.ChargeMinor, one.Currency)), Terminal.Cell(one.InvoiceNumber ?? ""),
                Terminal.Cell($"{Amount(one.TotalMinor, one.Currency)} {one.Payment}".Trim()),
                Terminal.Cell(one.Receipt));
        AnsiConsole.Write(table);
    }

    private static void DrawAside(IReadOnlyList<Outcome> outcomes, IReadOnlyList<DeadLetter> unreadable)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("set aside", "where", "reason");
        foreach (var one in outcomes.Where(outcome => outcome.Aside is not null))
            table.AddRow(Terminal.Cell(one.SessionId), Terminal.Cell("quarantine"), Terminal.Cell(one.Aside!));
        foreach (var letter in unreadable)
            table.AddRow(Terminal.Cell("(unreadable)"), Terminal.Cell(Refusals), Terminal.Cell(letter.Reason));
        AnsiConsole.Write(table);
    }

    private static string Amount(long? minor, string? currency) =>
        minor is { } amount && currency is not null ? new Money(amount, currency).ToString() : "";
}
