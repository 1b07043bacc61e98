using System.CommandLine;
using System.Data;
using Charging.Operator.Books;

namespace Charging.Operator.Exporting;

/// <summary>
/// <c>books export</c>: a month of the ledger in the format of the accountant's program, by his own accounts. Nothing
/// is written while the books differ, an account has no name there, or the month goes on.
/// </summary>
internal static class BooksCommand
{
    private const int LongestWait = 24 * 60 * 60;
    private const int MostTold = 5;

    private sealed record Order(
        string Month, string As, FileInfo Accounts, FileInfo? Out, string? Currency, bool IsProvisional,
        TimeSpan Patience);

    public static Command Create()
    {
        var month = new Option<string>("--month") { Description = "Which, such as 2026-11.", Required = true };
        var format = new Option<string>("--as") { Description = "The accountant's program.", Required = true };
        format.AcceptOnlyFromAmong(LedgerFormats.Names);
        var accounts = new Option<FileInfo>("--accounts")
        {
            Description = "How he calls our accounts, in YAML.", Required = true,
        };
        var file = new Option<FileInfo?>("--out") { Description = "The file to write, if not named by the month." };
        var currency = new Option<string?>("--currency") { Description = "Only what is booked in it, such as EUR." };
        var provisional = new Option<bool>("--provisional")
        {
            Description = "Also of a month that goes on; for hledger and beancount, which reckon anew each time.",
        };
        var wait = new Option<int>("--wait") { Description = "Seconds to wait for books that agree." };
        wait.Between(0, LongestWait);
        var export = new Command("export", "Writes a month of the ledger for the accountant.")
        {
            month, format, accounts, file, currency, provisional, wait,
        };
        export.SetAction((parsed, stop) => Export(
            new(
                parsed.GetRequiredValue(month), parsed.GetRequiredValue(format), parsed.GetRequiredValue(accounts),
                parsed.GetValue(file), parsed.GetValue(currency), parsed.GetValue(provisional),
                TimeSpan.FromSeconds(parsed.GetValue(wait))),
            stop));
        return new Command("books", "The ledger, for those who keep accounts.") { export };
    }

    private static async Task<int> Export(Order order, CancellationToken stop)
    {
        var accounts = AccountsFile.Read(
            order.Accounts.Name, await GivenFile.ReadText(order.Accounts.FullName, stop));
        var month = AccountingMonth.Parse(order.Month, accounts.Zone);
        var format = LedgerFormats.Of(order.As, month, accounts);
        if (order.IsProvisional && !format.MayGoOn)
            throw new InvalidOperationException(
                $"--provisional is for hledger and beancount: what {order.As} has imported would be booked twice.");
        if (order.Currency is not null && !Currencies.IsKnown(order.Currency))
            throw new InvalidOperationException(
                $"--currency is '{order.Currency}'; write one of ISO 4217, such as EUR.");

        await using var postgres = Settings.OpenPostgres();
        await using var connection = await postgres.OpenConnectionAsync(stop);
        await using var snapshot = await Agreeing(connection, order.Patience, stop);
        var lines = new BookLines(connection, month, order.Currency);
        if (!order.IsProvisional && month.WhyNotOver(await lines.Now(stop)) is { } fault)
            throw new InvalidOperationException(fault);

        var books = MappedBooks.Of(month, await lines.Movements(stop), accounts, format);
        var path = order.Out?.ToString() ?? format.FileName;
        var files = await new BooksExport(books, format, path).Write(lines.All(), stop);
        foreach (var file in files) Console.WriteLine(Printable.Line(file));
        await Console.Error.WriteLineAsync($"{books.Lines:N0} lines of {month}.");
        return 0;
    }

    /// <summary>A snapshot in which the books agree; while sessions are on their way not every one is such.</summary>
    private static async Task<NpgsqlTransaction> Agreeing(
        NpgsqlConnection connection, TimeSpan patience, CancellationToken stop)
    {
        NpgsqlTransaction? agreeing = null;
        List<Equation> wrong = [];
        await Until.True(
            async () =>
            {
                var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
                var findings = new Findings();
                await ChainBooks.Compare(connection, findings, stop);
                if (GatewayRecords.Read(Settings.GatewayLedger, Settings.GatewayJournal) is { } records)
                {
                    var (equations, _) = await new GatewayBooks(connection).Compare(records, stop);
                    findings.Add(Findings.Gateway, equations);
                }

                wrong = [.. findings.Wrong];
                if (wrong.Count == 0) agreeing = snapshot;
                else await snapshot.DisposeAsync();
                return agreeing is not null;
            },
            patience, stop);
        return agreeing ?? throw new InvalidOperationException(
            $"The books differ, so nothing is written: " +
            $"{string.Join("; ", wrong.Take(MostTold).Select(one => $"{one.Left}: {one.DifferenceText}"))}. See " +
            "./charging reconcile; while sessions are on their way, --wait 60 finds a moment at which they agree.");
    }
}
