using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Tracing;

/// <summary><c>trace SESSION</c>: everything that happened to one session, in order of time.</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var session = new Argument<string>("SESSION") { Description = "The session's id, as its platform calls it." };
        var source = new Option<string?>("--source") { Description = "The platform, if several have that id." };
        var command = new Command("trace", "Everything that happened to one session.") { session, source };
        command.SetAction((parsed, stop) => Trace(parsed.GetRequiredValue(session), parsed.GetValue(source), stop));
        return command;
    }

    private static async Task<int> Trace(string sessionId, string? source, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var events = new SessionEvents(postgres);
        IReadOnlyList<string> sources = source is null ? await events.Sources(sessionId, stop) : [source];
        foreach (var one in sources) Print(one, sessionId, await events.Of(new SessionKey(one, sessionId), stop));

        if (sources.Count > 0) return 0;
        Terminal.MarkupLine(
            $"No worker has written down a session '{sessionId}'. If it was published, see: ./charging dead list");
        return 1;
    }

    private static void Print(string source, string sessionId, IReadOnlyList<SessionEvent> events)
    {
        var table = new Table().Title(Terminal.Escape($"{sessionId} of {source}"))
            .AddColumns("time (UTC)", "worker", "what", "amount", "detail");
        table.Columns[3].RightAligned().NoWrap();
        foreach (var one in events)
            table.AddRow(
                Terminal.Cell($"{one.At:yyyy-MM-dd HH:mm:ss.fff}"), Terminal.Cell(one.Worker),
                Terminal.Cell(one.What), Terminal.Cell(Amount(one)), Terminal.Cell(one.Detail));
        AnsiConsole.Write(table);
    }

    private static string Amount(SessionEvent one) =>
        one is { AmountMinor: { } amount, Currency: { } currency } ? new Money(amount, currency).ToString() : "";
}
