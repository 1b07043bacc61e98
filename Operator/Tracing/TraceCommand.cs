using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Tracing;

/// <summary>
/// <c>trace ID</c>: everything that happened to one session, in order of time, by any id that belongs to it. Where many
/// sessions have it, as those of a customer or of a gathered invoice, which these are.
/// </summary>
internal static class TraceCommand
{
    /// <summary>So many are told whole.</summary>
    private const int Whole = 3;

    private const int Most = 100;

    /// <summary>A table in fewer columns breaks the gateway's names, which are to be copied.</summary>
    private const int TableWidth = 120;

    public static Command Create()
    {
        var id = new Argument<string>("ID")
        {
            Description = "Of the session as its platform calls it; of its trace, usage, invoice, credit note, mail, " +
                "customer, quarantine or adjustment; the number of a document; or the gateway's of a capture, refund " +
                "or dispute.",
        };
        var source = new Option<string?>("--source") { Description = "The platform, if several have that id." };
        var command = new Command("trace", "Everything that happened to one session, by any id of it.") { id, source };
        command.SetAction((parsed, stop) => Trace(parsed.GetRequiredValue(id), parsed.GetValue(source), stop));
        return command;
    }

    private static async Task<int> Trace(string id, string? source, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var found = await new SessionSearch(postgres).Find(id, source, Most, stop);
        if (found.Count == 0)
        {
            Terminal.MarkupLine($"No worker has written down a session '{id}', nor anything else by that id.");
            Terminal.MarkupLine($"If it was published, see: ./charging dead list");
            return 1;
        }

        if (found.Count > Whole)
        {
            PrintMany(id, found);
            return 0;
        }

        var events = new SessionEvents(postgres);
        foreach (var one in found) Print(one, await events.Of(one.Key, stop));
        return 0;
    }

    private static void PrintMany(string id, IReadOnlyList<FoundSession> found)
    {
        var (more, which) = found.Count == Most ? (" or more", ", of which these are the newest") : ("", "");
        Terminal.MarkupLine(
            $"{found.Count}{more} sessions belong to '{id}'{which}; ./charging trace SESSION tells one of them:");
        var table = new Table().AddColumns("session", "source", "trace");
        table.Columns[0].NoWrap();
        foreach (var one in found)
            table.AddRow(Terminal.Cell(one.SessionId), Terminal.Cell(one.Source), Terminal.Cell($"{one.TraceId:n}"));
        AnsiConsole.Write(table);
    }

    private static void Print(FoundSession session, IReadOnlyList<SessionEvent> events)
    {
        var trace = session.TraceId is { } id ? $", trace {id:n}" : "";
        var title = $"{session.SessionId} of {session.Source}{trace}";
        if (AnsiConsole.Profile.Width < TableWidth)
            PrintLines(title, events);
        else
            PrintTable(title, events);
    }

    private static void PrintTable(string title, IReadOnlyList<SessionEvent> events)
    {
        var table = new Table().Title(Terminal.Escape(title))
            .AddColumns("time (UTC)", "worker", "what", "amount", "detail");
        table.Columns[3].RightAligned().NoWrap();
        foreach (var one in events)
            table.AddRow(
                Terminal.Cell(Time(one)), Terminal.Cell(one.Worker), Terminal.Cell(one.What),
                Terminal.Cell(Amount(one)), Terminal.Cell(one.Detail));
        AnsiConsole.Write(table);
    }

    private static void PrintLines(string title, IReadOnlyList<SessionEvent> events)
    {
        Terminal.MarkupLine($"[italic]{title}[/]");
        foreach (var one in events)
        {
            Terminal.MarkupLine($"{Time(one)} {one.Worker,-9} {one.What,-24} {Amount(one),10}");
            if (one.Detail.Length > 0)
                AnsiConsole.Write(new Padder(Terminal.Cell(one.Detail)).Padding(Time(one).Length + 1, 0, 0, 0));
        }
    }

    private static string Time(SessionEvent one) => $"{one.At:yyyy-MM-dd HH:mm:ss.fff}";

    private static string Amount(SessionEvent one) =>
        one is { AmountMinor: { } amount, Currency: { } currency } ? new Money(amount, currency).ToString() : "";
}
