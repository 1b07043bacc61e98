using System.CommandLine;
using System.Data;
using Charging.Operator.DeadLetters;
using Charging.Operator.Publishing;
using Charging.Operator.Watching;
using Spectre.Console;

namespace Charging.Operator.Books;

/// <summary><c>reconcile</c>: proves that nothing was lost or made twice. Any difference is exit code 1.</summary>
internal static class ReconcileCommand
{
    /// <summary>Rating's own; what other queues hold was rated already and is counted in their tables.</summary>
    private const string Queue = "rating-rate-session";

    /// <summary>What the audit trail calls that which is reconciled; Payment finds it there.</summary>
    private const string Books = "books";

    private const int MostRefused = 100_000;
    private const int MostLost = 10;
    private const int MostDifferences = 20;
    private const int LongestWait = 24 * 60 * 60;

    public static Command Create()
    {
        var wait = new Option<int>("--wait") { Description = "Seconds to wait for what is still on its way." };
        wait.Between(0, LongestWait);
        var record = new Option<bool>("--record")
        {
            Description = "Notes what differs in the audit trail, where Payment's metrics take it from.",
        };
        var command = new Command("reconcile", "Proves that nothing was lost, made twice or left over.")
        {
            wait, record,
        };
        command.SetAction((parsed, stop) => Reconcile(
            TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.GetValue(record), stop));
        return command;
    }

    private static async Task<int> Reconcile(TimeSpan patience, bool isRecorded, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        if (patience > TimeSpan.Zero && !await new Settling(new Stages(postgres)).Wait(patience, _ => { }, stop))
            Terminal.MarkupLine($"[yellow]After {patience.TotalSeconds} s something is still on its way.[/]");

        var refused = await Refused(postgres, stop);
        var waiting = (await BrokerQueues.All(stop)).Where(queue => queue.Name == Queue)
            .Sum(queue => queue.MessagesReady + queue.MessagesUnacknowledged);

        await using var connection = await postgres.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var sessions = new SessionBooks(connection);
        var payments = new PaymentBooks(connection);
        var findings = new Findings();
        List<UnreadLine> unread = [];
        if (File.Exists(Settings.Published))
        {
            var published = PublishedSessions.Read(Settings.Published, unread.Add);
            findings.Add(
                Findings.Sessions, await sessions.Sessions(published, refused, waiting, stop),
                new Equation(
                    "lines of published sessions that are none", "none", unread.Count(line => !line.IsCutOff), 0));
        }

        await ChainBooks.Compare(connection, findings, stop);
        var differences = await Gateway(connection, findings, stop);
        findings.Add(Findings.Bank, await new BankBooks(connection).Balances(stop));
        Print(findings.Equations);
        Print(differences);
        Print(unread, line => line.IsCutOff ? "yellow" : "red", line => $"{line}.");
        Print(
            await new NumberBooks(connection).OfSeveralPayments(MostDifferences + 1, stop), _ => "red",
            number => $"{number} is the number of several payments; see payments show {number}.");

        Print(await new AwaitedRates(postgres).Sentences(stop), _ => "yellow", sentence => sentence);
        if (File.Exists(Settings.Published)) await PrintSessions(sessions, stop);
        var (captured, withReceipt) = await payments.Receipts(stop);
        Terminal.MarkupLine($"Receipts: {withReceipt:N0} of {captured:N0} captured payments have theirs.");
        if (isRecorded) await Record(connection, snapshot, findings, stop);
        return Verdict(findings);
    }

    /// <summary>Of each book how many equations do not hold, and which they are, as far as a person reads.</summary>
    private static async Task Record(
        NpgsqlConnection connection, NpgsqlTransaction snapshot, Findings findings, CancellationToken stop)
    {
        var wrong = findings.Wrong.Take(MostDifferences).Select(one => $"{one.Left}: {one.DifferenceText}");
        await Deed.Record(connection, Books, null, new { findings.Differing, wrong }, stop);
        await snapshot.CommitAsync(stop);
        Console.WriteLine("Noted in the audit trail.");
    }

    /// <summary>Adds how we and the gateway's own records agree; returns where they do not.</summary>
    private static async Task<IReadOnlyList<Difference>> Gateway(
        NpgsqlConnection connection, Findings findings, CancellationToken stop)
    {
        if (GatewayRecords.Read(Settings.GatewayLedger, Settings.GatewayJournal) is not { } records)
        {
            Console.WriteLine(
                "The gateway keeps no records here (Gateway__Ledger, Operator__GatewayJournal): not compared with it.");
            return [];
        }

        var (compared, differences) = await new GatewayBooks(connection).Compare(records, stop);
        findings.Add(Findings.Gateway, compared);
        return differences;
    }

    /// <summary>What no worker could take: in the queues for that, or closed by a person.</summary>
    private static async Task<List<PublishedSession>> Refused(NpgsqlDataSource postgres, CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        List<PublishedSession> refused = [];
        foreach (var queue in (await BrokerQueues.All(stop)).Where(queue => queue.IsDeadLetters))
        {
            if (BrokerQueue.HomeOf(queue.Name) != Queue) continue;
            var letters = await queues.Look(queue.Name, MostRefused, stop);
            refused.AddRange(letters.Select(letter => PublishedSession.Of(letter.Body.Span, run: null)));
        }

        refused.AddRange(await new ClosedLetters(postgres).Sessions(BrokerQueue.DeadLettersOf(Queue), stop));
        return refused;
    }

    private static void Print(IEnumerable<Equation> equations)
    {
        var table = new Table().AddColumns("left", "right", "left", "right", "difference");
        foreach (var amount in table.Columns.Skip(2)) amount.RightAligned();
        foreach (var equation in equations)
        {
            var style = equation.Difference == 0 ? Style.Plain : new Style(Color.Red);
            var right = equation.Detail.Length == 0 ? equation.Right : $"{equation.Right}\n{equation.Detail}";
            table.AddRow(
                Terminal.Cell(equation.Left, style), Terminal.Cell(right, style),
                Terminal.Cell(equation.LeftText, style), Terminal.Cell(equation.RightText, style),
                Terminal.Cell(equation.DifferenceText, style));
        }

        AnsiConsole.Write(table);
    }

    private static void Print(IReadOnlyList<Difference> differences) => Print(
        differences, _ => "red",
        one => $"{one.Kind} {one.Reference}: at the gateway {one.AtGateway}, here {one.Here}");

    private static void Print<T>(IReadOnlyList<T> all, Func<T, string> colour, Func<T, string> text)
    {
        foreach (var one in all.Take(MostDifferences))
            AnsiConsole.Write(new Rows(Terminal.Cell(text(one), Style.Parse(colour(one)))));
        if (all.Count > MostDifferences) Terminal.MarkupLine($"[red]and {all.Count - MostDifferences:N0} more[/]");
    }

    private static async Task PrintSessions(SessionBooks sessions, CancellationToken stop)
    {
        foreach (var lost in await sessions.Lost(MostLost, stop))
            Terminal.MarkupLine($"[red]No trace of session {lost}[/]");
        var others = await sessions.Others(stop);
        if (others > 0)
            Terminal.MarkupLine(
                $"{others:N0} more sessions were rated that were not sent with ./charging publish.");
    }

    private static int Verdict(Findings findings)
    {
        var (wrong, all) = (findings.Wrong.Count(), findings.Equations.Count());
        Terminal.MarkupLine(wrong == 0
            ? (FormattableString)$"[green]The books agree: every difference is 0.[/]"
            : $"[red]{wrong} of {all} equations do not hold:[/] deploy/README.md, \"The books differ\".");
        return wrong == 0 ? 0 : 1;
    }
}
