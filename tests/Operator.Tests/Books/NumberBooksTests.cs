using Charging.Operator.Books;

namespace Charging.Operator.Tests.Books;

/// <summary>An invoice of 10.00, rounded, and its credit note of 1.00: a number that stands twice is named.</summary>
[Category("bed")]
public class NumberBooksTests
{
    private BooksOfAll books = null!;

    [OneTimeSetUp]
    public async Task Create() => books = await BooksOfAll.Create();

    [OneTimeTearDown]
    public async Task Dispose() => await books.DisposeAsync();

    [SetUp]
    public Task Begin() => books.Plant(
        """
        truncate invoicing.series, invoicing.invoices, invoicing.credit_notes, payment.payments,
                 payment.ledger_entries cascade;

        insert into invoicing.series (series, next_number) values ('CZ-2026-######', 2), ('CZ-2026-C######', 2);

        insert into invoicing.invoices
               (invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id, issue_date,
                net_minor, tax_minor, rounding_minor, total_minor, currency, document, status, created_at)
        values ('00000000-0000-0000-0000-000000000001', 'CZ-2026-######', 1, 'CZ-2026-000001', gen_random_uuid(),
                'acme', 'bridge-1', '1', '2026-11-24', 826, 173, 1, 1000, 'EUR', '{}', 'issued', now());

        insert into invoicing.credit_notes
               (credit_note_id, series, number, credit_note_number, invoice_id, issue_date, net_minor, tax_minor,
                total_minor, rounding_minor, payable_minor, currency, document, created_at)
        values (gen_random_uuid(), 'CZ-2026-C######', 1, 'CZ-2026-C000001', '00000000-0000-0000-0000-000000000001',
                '2026-11-24', 83, 16, 99, 1, 100, 'EUR', '{}', now());

        insert into payment.payments
               (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                attempt_no, invoice, created_at, updated_at)
        values ('00000000-0000-0000-0000-000000000001', 1, 'WaitingToRetry', 'CZ-2026-000001', 'acme', 'bridge-1', '1',
                1000, 'EUR', 1, '{}', now(), now());

        insert into payment.ledger_entries
               (entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at)
        select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', event, debit, credit, amount, 'EUR', now()
        from   (values ('raised', 'receivable', 'revenue', 826), ('raised', 'receivable', 'tax', 173),
                       ('raised', 'receivable', 'rounding', 1), ('credited', 'revenue', 'receivable', 83),
                       ('credited', 'tax', 'receivable', 16), ('credited', 'rounding', 'receivable', 1))
               as booked (event, debit, credit, amount)
        """);

    [Test]
    public async Task Where_each_number_stands_once_and_the_rounding_is_booked_nothing_is_said()
    {
        Assert.That(BooksOfAll.Wrong(await Equations()), Is.Empty);
        Assert.That(await Several(), Is.Empty);
    }

    [Test]
    public async Task A_number_that_Payment_was_told_for_two_invoices_is_named()
    {
        await books.Plant(
            """
            insert into payment.payments
                   (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                    attempt_no, invoice, created_at, updated_at)
            select gen_random_uuid(), version, state, invoice_number, customer_id, source, '2', amount_minor, currency,
                   attempt_no, invoice, created_at, updated_at
            from   payment.payments
            """);

        Assert.That(
            BooksOfAll.Wrong(await Equations()), Is.EqualTo([("invoice numbers that several payments have", 1L)]));
        Assert.That(await Several(), Is.EqualTo(["CZ-2026-000001"]));
    }

    [Test]
    public async Task A_credit_note_that_is_printed_with_an_invoices_number_is_counted()
    {
        await books.Plant("update invoicing.credit_notes set credit_note_number = 'CZ-2026-000001'");

        Assert.That(BooksOfAll.Wrong(await Equations()), Is.EqualTo([("numbers that several documents have", 1L)]));
    }

    [Test]
    public async Task An_invoice_and_a_credit_note_of_one_number_in_one_series_are_twins()
    {
        await books.Plant(
            """
            update invoicing.credit_notes set series = 'CZ-2026-######';
            update invoicing.series set next_number = 3 where series = 'CZ-2026-######';
            update invoicing.series set next_number = 1 where series <> 'CZ-2026-######'
            """);

        Assert.That(
            BooksOfAll.Wrong(await Equations()), Is.EqualTo([("gaps and twins in CZ-2026-######", 1L)]));
    }

    [Test]
    public async Task A_rounding_that_is_not_booked_is_missed_in_what_is_earned_and_owed()
    {
        await books.Plant("delete from payment.ledger_entries where event = 'raised' and credit_account = 'rounding'");

        Assert.That(BooksOfAll.Wrong(await Equations()), Is.EqualTo(
        [
            ("invoiced - captured + returned + refunded - credited - written off", 1L),
            ("invoiced - credit notes", 1L),
        ]));
    }

    [Test]
    public async Task A_rounding_of_a_credit_note_that_is_not_booked_is_missed_there_too()
    {
        await books.Plant("delete from payment.ledger_entries where debit_account = 'rounding'");

        Assert.That(BooksOfAll.Wrong(await Equations()).First(), Is.EqualTo(("credit notes", 1L)));
    }

    private Task<List<Equation>> Equations() => books.Read<List<Equation>>(async connection =>
    {
        var numbers = new NumberBooks(connection);
        return
        [
            .. await numbers.Numbers(default), .. await numbers.Once(default),
            .. await new PaymentBooks(connection).Money(default), .. await new BankBooks(connection).Balances(default),
        ];
    });

    private Task<IReadOnlyList<string>> Several() =>
        books.Read(connection => new NumberBooks(connection).OfSeveralPayments(10, default));
}
