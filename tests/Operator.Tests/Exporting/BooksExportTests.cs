using System.Text;
using Charging.Operator.Exporting;
using Charging.Operator.Tests.Books;

namespace Charging.Operator.Tests.Exporting;

/// <summary>Four lines about the end of November in Prague, booked in an order of their own.</summary>
[Category("bed")]
public class BooksExportTests
{
    private BooksOfAll books = null!;
    private string folder = "";

    [OneTimeSetUp]
    public async Task Create()
    {
        folder = Directory.CreateTempSubdirectory("charging-books-").FullName;
        books = await BooksOfAll.Create();
        await books.Plant(
            """
            insert into payment.payments
                   (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                    attempt_no, invoice, created_at, updated_at)
            values ('00000000-0000-0000-0000-000000000001', 1, 'WaitingToRetry', 'CZ-2026-000001', 'acme', 'bridge-1',
                    '1', 1000, 'EUR', 1, '{"sellerCode": "CZ"}', now(), now());

            insert into payment.ledger_entries
                   (entry_id, invoice_id, payout_id, event, debit_account, credit_account, amount_minor, currency,
                    booked_at)
            values ('00000000-0000-0000-0000-00000000000d', null, 'po_1', 'paidOut', 'bank', 'gateway_clearing', 4,
                    'EUR', '2026-11-30 23:00Z'),
                   ('00000000-0000-0000-0000-00000000000c', null, 'po_2', 'fee', 'gateway_fee', 'gateway_clearing', 3,
                    'EUR', '2026-11-30 22:59:59.999999Z'),
                   ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', null, 'raised',
                    'receivable', 'revenue', 2, 'EUR', '2026-10-31 23:00Z'),
                   ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', null, 'raised',
                    'receivable', 'tax', 1, 'CZK', '2026-10-31 23:00Z')
            """);
    }

    [OneTimeTearDown]
    public async Task Dispose()
    {
        await books.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_month_has_its_lines_by_moment_and_name_and_is_the_same_again()
    {
        var first = await Export("first.csv");
        var second = await Export("second.csv");

        Assert.That(await File.ReadAllBytesAsync(second), Is.EqualTo(await File.ReadAllBytesAsync(first)));
        var lines = (await File.ReadAllLinesAsync(first))[1..];
        Assert.That(lines.Select(line => line[35..].Replace("\"", "")), Is.EqualTo((string[])
        [
            "a,2026-11-01,raised,CZ-2026-000001,acme,CZ,300000,302000,0.01,CZK,receivable,tax",
            "b,2026-11-01,raised,CZ-2026-000001,acme,CZ,300000,301000,0.02,EUR,receivable,revenue",
            "c,2026-11-30,fee,po_2,,,305000,304000,0.03,EUR,gateway_fee,gateway_clearing",
        ]));
    }

    [Test]
    public async Task One_currency_may_be_asked_for_alone() => Assert.That(
        await File.ReadAllLinesAsync(await Export("eur.csv", "EUR")), Has.Length.EqualTo(3));

    [Test]
    public async Task What_breaks_off_leaves_no_file_and_the_one_before_as_it_was()
    {
        var path = await Export("before.csv");
        var before = await File.ReadAllBytesAsync(path);

        Assert.That(() => Write(path, Breaking()), Throws.TypeOf<IOException>());

        Assert.That(Directory.GetFiles(folder, "before*"), Is.EqualTo((string[])[path]));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(before));
    }

    [Test]
    public async Task Two_at_once_do_not_write_into_one_file()
    {
        var path = Path.Combine(folder, "two.csv");
        using (var other = new WholeFile(path))
        {
            Assert.That(() => Write(path, Breaking()),
                Throws.InvalidOperationException.With.Message.Contains("another run is writing it"));
            await other.Write("x"u8.ToArray(), default);
            other.Keep();
        }

        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("x"));
    }

    [Test]
    public void More_than_a_format_takes_is_several_files()
    {
        var lines = Made.Lines(5);
        var format = new Small(new CsvTable(Made.November));
        var accounts = Made.Accounts(Made.Number);
        var mapped = MappedBooks.Of(Made.November, Made.Movements(lines), accounts, format);
        var export = new BooksExport(mapped, format, Path.Combine(folder, "part.csv"));

        Assert.That(async () => (await export.Write(lines.ToAsyncEnumerable(), default)).Select(Path.GetFileName),
            Is.EqualTo((string[])["part-1.csv", "part-2.csv", "part-3.csv"]));
        Assert.That(
            Directory.GetFiles(folder, "part-*").Order().Select(file => File.ReadAllLines(file).Length),
            Is.EqualTo((int[])[3, 3, 2]));
    }

    private Task<string> Export(string name, string? currency = null) => books.Read(async connection =>
    {
        var lines = new BookLines(connection, Made.November, currency);
        var (accounts, format) = (Made.Accounts(Made.Number), new CsvTable(Made.November));
        var mapped = MappedBooks.Of(Made.November, await lines.Movements(default), accounts, format);
        return (await new BooksExport(mapped, format, Path.Combine(folder, name)).Write(lines.All(), default)).Single();
    });

    private static Task<IReadOnlyList<string>> Write(string path, IAsyncEnumerable<BookLine> lines)
    {
        var (accounts, format) = (Made.Accounts(Made.Number), new CsvTable(Made.November));
        var mapped = MappedBooks.Of(Made.November, Made.Movements([Made.Line()]), accounts, format);
        return new BooksExport(mapped, format, path).Write(lines, default);
    }

    private static async IAsyncEnumerable<BookLine> Breaking()
    {
        yield return Made.Line();
        await Task.Yield();
        throw new IOException("The server went away.");
    }

    private sealed record Small(ILedgerFormat Whole) : ILedgerFormat
    {
        public Encoding Encoding => Whole.Encoding;

        public string FileName => Whole.FileName;

        public long MostLines => 2;

        public string? FaultIn(string account) => Whole.FaultIn(account);

        public string Begin() => Whole.Begin();

        public string Of(Posting posting) => Whole.Of(posting);
    }
}
