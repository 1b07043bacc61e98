using Charging.Operator.Books;

namespace Charging.Operator.Tests.Books;

public class GatewayRecordsTests
{
    private const string Captured = """
        {"no":1,"kind":"captured","at":"2026-11-24T00:00:00Z","intent":{"id":"pi_1","amount":1210,"currency":"eur"}}
        """;

    private string folder = "";

    private string Ledger => Path.Combine(folder, "ledger.jsonl");

    private string Journal => Path.Combine(folder, "gateway.tsv");

    [SetUp]
    public void Open() => folder = Directory.CreateTempSubdirectory("charging-books-").FullName;

    [TearDown]
    public void Close() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_ledger_tells_what_moved_and_by_which_name()
    {
        Write(
            Captured,
            """{"no":2,"kind":"declined","intent":{"id":"pi_2","amount":1210,"currency":"eur"}}""",
            """{"no":3,"kind":"told","told":1}""",
            """{"no":4,"kind":"refunded","refund":{"id":"re_1","amount":210,"currency":"eur"}}""",
            """{"no":5,"kind":"disputed","dispute":{"id":"dp_1","amount":1000,"currency":"eur"}}""",
            """{"no":6,"kind":"refund_failed","refund":{"id":"re_1","amount":210,"currency":"eur"}}""",
            """{"kind":"dispute_closed","dispute":{"id":"dp_1","amount":1000,"currency":"eur","status":"won"}}""",
            """{"no":8,"kind":"dispute_closed","dispute":{"id":"dp_2","amount":9,"currency":"eur","status":"lost"}}""",
            """{"no":9,"kind":"paid_out","payout":{"id":"po_1","amount":9,"currency":"czk"}}""");

        Assert.That(Read().Movements, Is.EqualTo(new[]
        {
            new Movement(MovementKind.Captured, "pi_1", new Money(1210, "EUR")),
            new Movement(MovementKind.Refunded, "re_1", new Money(210, "EUR")),
            new Movement(MovementKind.Returned, "dp_1", new Money(1000, "EUR")),
            new Movement(MovementKind.Refunded, "re_1", new Money(-210, "EUR")),
            new Movement(MovementKind.Returned, "dp_1", new Money(-1000, "EUR")),
            new Movement(MovementKind.PaidOut, "po_1", new Money(9, "CZK")),
        }));
    }

    [TestCase("isk", 150_000, 1500)]
    [TestCase("mga", 15, 1500)]
    [TestCase("jpy", 1500, 1500)]
    public void What_Stripe_counts_in_its_own_units_is_read_in_those_of_ISO_4217(
        string currency, long amount, long minor)
    {
        Write(Captured.Replace("1210", $"{amount}").Replace("eur", currency));

        Assert.That(Read().Movements.Single().Amount, Is.EqualTo(new Money(minor, currency.ToUpperInvariant())));
    }

    [Test]
    public void A_last_line_that_is_half_written_has_not_happened_yet()
    {
        Write(Captured);
        File.AppendAllText(Ledger, Captured[..40]);

        Assert.That(Read().Movements, Has.Count.EqualTo(1));
    }

    [TestCase("this is no entry")]
    [TestCase("""{"no":2,"kind":"captured"}""")]
    public void A_damaged_line_before_it_is_named(string line)
    {
        Write(line, Captured);

        Assert.That(Read, Throws.InstanceOf<FormatException>().With.Message.Contains($"{Ledger}, line 1"));
    }

    [Test]
    public void A_journal_knows_of_captures_and_refunds_alone()
    {
        File.WriteAllText(Journal, "i\tcapture:i:1\t1210\tEUR\tpay_1\ni\trefund:i:1\t-210\tEUR\tref_1\n");

        var records = GatewayRecords.Read(null, Journal)!;

        Assert.That(records.Kinds, Is.EquivalentTo(new[] { MovementKind.Captured, MovementKind.Refunded }));
        Assert.That(records.Movements, Is.EqualTo(new[]
        {
            new Movement(MovementKind.Captured, "pay_1", new Money(1210, "EUR")),
            new Movement(MovementKind.Refunded, "ref_1", new Money(210, "EUR")),
        }));
    }

    [Test]
    public void Without_any_file_there_is_nothing_to_compare_with_unless_a_ledger_is_named()
    {
        Assert.That(GatewayRecords.Read(null, Journal), Is.Null);
        Assert.That(Read().Movements, Is.Empty);
    }

    private void Write(params string[] lines) => File.WriteAllLines(Ledger, lines.Select(line => line.Trim()));

    private GatewayRecords Read() => GatewayRecords.Read(Ledger, Journal)!;
}
