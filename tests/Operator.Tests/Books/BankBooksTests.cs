using Charging.Operator.Books;
using Equation = Charging.Operator.Books.Equation;

namespace Charging.Operator.Tests.Books;

[Category("bed")]
public class BankBooksTests
{
    /// <summary>It began with 10.00 and has 22.00: a payout of 9.00 has arrived, 3.00 are in suspense.</summary>
    private const string Known = """
        insert into payment.bank_accounts values ('IBAN', 'EUR', 2200, '2026-11-20', 1, '2026-11-20');
        insert into payment.payouts (payout_id, paid_on, currency, gross_minor, fee_minor, returned_minor, net_minor,
                                     booked_at)
        values ('po_1', '2026-11-19', 'EUR', 900, 0, 0, 900, '2026-11-19'),
               ('po_2', '2026-11-20', 'EUR', 500, 0, 0, 500, '2026-11-20');
        insert into payment.arrived_payouts values ('po_1', '00000000-0000-0000-0000-000000000001', '2026-11-20');
        insert into payment.bank_entries (entry_id, statement_id, entry_no, booked_on, amount_minor, currency,
                                          is_reversal, texts, placed_minor)
        values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000009', 1, '2026-11-20', 900,
                'EUR', false, 'po_1', 900),
               ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000009', 2, '2026-11-20', 300,
                'EUR', false, '', 0);
        insert into payment.ledger_entries (entry_id, event, debit_account, credit_account, amount_minor, currency,
                                            booked_at, payout_id, bank_key)
        values (gen_random_uuid(), 'opened', 'bank', 'elsewhere', 1000, 'EUR', '2026-11-20', null, gen_random_uuid()),
               (gen_random_uuid(), 'banked', 'bank', 'suspense', 900, 'EUR', '2026-11-20', null, gen_random_uuid()),
               (gen_random_uuid(), 'placed', 'suspense', 'bank', 900, 'EUR', '2026-11-20', 'po_1', gen_random_uuid()),
               (gen_random_uuid(), 'banked', 'bank', 'suspense', 300, 'EUR', '2026-11-20', null, gen_random_uuid()),
               (gen_random_uuid(), 'paidOut', 'bank', 'gateway_clearing', 900, 'EUR', '2026-11-20', 'po_1', null),
               (gen_random_uuid(), 'paidOut', 'bank', 'gateway_clearing', 500, 'EUR', '2026-11-20', 'po_2', null);
        """;

    private BooksOfAll books = null!;

    [SetUp]
    public async Task Open()
    {
        books = await BooksOfAll.Create();
        await books.Plant(Known);
    }

    [TearDown]
    public async Task Close() => await books.DisposeAsync();

    [Test]
    public async Task The_last_word_is_the_banks_own_closing_balance_and_what_is_on_its_way_is_named()
    {
        var equations = await Balances();

        Assert.That(equations.Select(one => one.Difference), Is.All.Zero);
        Assert.That(equations[0].Detail, Does.Contain("1 entries: payment bank suspense"));
        Assert.That(
            (equations[^1].Left, equations[^1].Right, equations[^1].RightAmount),
            Is.EqualTo(("ledger: bank - 1 payouts on their way", "the bank's own closing balance", 2200L)));
    }

    [TestCase("update payment.bank_accounts set closing_minor = 2199", 1)]
    [TestCase("delete from payment.arrived_payouts", -900)]
    [TestCase("delete from payment.ledger_entries where event = 'opened'", -1000)]
    public async Task What_differs_from_the_bank_is_named(string plant, long difference)
    {
        await books.Plant(plant);

        Assert.That((await Balances())[^1].Difference, Is.EqualTo(difference));
    }

    [Test]
    public async Task What_is_left_of_statements_is_what_the_ledger_has_in_suspense()
    {
        await books.Plant("update payment.bank_entries set placed_minor = 300 where amount_minor = 300");

        Assert.That(BooksOfAll.Wrong(await Balances()), Is.EqualTo(
            new[] { ("entries of statements that belong nowhere yet", -300L) }));
    }

    [Test]
    public async Task Without_an_account_the_bank_is_what_was_paid_out()
    {
        await books.Plant(
            "delete from payment.bank_accounts; delete from payment.arrived_payouts; " +
            "delete from payment.ledger_entries where bank_key is not null; delete from payment.bank_entries");

        var only = (await Balances()).Single();

        Assert.That((only.Left, only.LeftAmount, only.Difference), Is.EqualTo(("paid out", 1400L, 0L)));
    }

    private Task<IReadOnlyList<Equation>> Balances() => books.Read<IReadOnlyList<Equation>>(
        async connection => [.. await new BankBooks(connection).Balances(default)]);
}
