using System.Reflection;
using Charging.Operator.Books;
using Charging.TestBed;
using Equation = Charging.Operator.Books.Equation;

namespace Charging.Operator.Tests.Books;

/// <summary>Our rows against what a gateway says; each difference is found, and named.</summary>
[Category("bed")]
public class GatewayBooksTests
{
    private static readonly Movement[] Whole =
    [
        Of(MovementKind.Captured, "pi_1", 1210), Of(MovementKind.Captured, "pi_2", 1210),
        Of(MovementKind.Returned, "dp_2", 1210), Of(MovementKind.PaidOut, "po_1", 1168),
    ];

    private Database database = null!;

    [OneTimeSetUp]
    public async Task Two_captures_of_which_one_was_reversed_and_one_paid_out()
    {
        database = await Database.Create();
        await database.Migrate(Assembly.Load("Payment.Worker"));
        await Capture("pi_1", "null, null, null, null", "Captured");
        await Capture("pi_2", "now(), 'disputed', 'dp_2', 1210", "Reversed");
        await database.Execute("""
            insert into payment.disputes
            select reversal_reference, invoice_id, 'pi_2', reversed_minor, currency, 'open', 1, reversed_at, false
            from   payment.payments
            where  reversal_reference = 'dp_2';

            insert into payment.payouts
                   (payout_id, paid_on, currency, gross_minor, fee_minor, returned_minor, net_minor, booked_at)
            values ('po_1', '2026-11-24', 'EUR', 1210, 42, 0, 1168, now())
            """);
    }

    [OneTimeTearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task Where_all_is_the_same_every_difference_is_0()
    {
        var (equations, differences) = await Compare(Whole);

        Assert.That(equations.Where(equation => equation.Difference != 0), Is.Empty);
        Assert.That(equations.Count(equation => equation.Currency is "EUR"), Is.EqualTo(3), "sums were compared");
        Assert.That(differences, Is.Empty);
    }

    [Test]
    public async Task What_the_gateway_drew_and_we_do_not_know_is_named()
    {
        var (equations, differences) = await Compare([.. Whole, Of(MovementKind.Captured, "pi_3", 500)]);

        Assert.That(differences.Single(), Is.EqualTo(
            new Difference(MovementKind.Captured, "pi_3", new Money(500, "EUR"), new Money(0, "EUR"))));
        Assert.That(Wrong(equations), Is.EqualTo(new[]
        {
            ("captured by the gateway", 500L), ("captured by the gateway, one by one, otherwise than here", 1L),
        }));
    }

    [Test]
    public async Task What_is_right_in_sum_and_wrong_one_by_one_is_named()
    {
        var (equations, differences) = await Compare(
            [Of(MovementKind.Captured, "pi_1", 1200), Of(MovementKind.Captured, "pi_2", 1220), .. Whole[2..]]);

        Assert.That(differences.Select(one => one.Reference), Is.EqualTo(new[] { "pi_1", "pi_2" }));
        Assert.That(Wrong(equations), Is.EqualTo(new[]
        {
            ("captured by the gateway, one by one, otherwise than here", 2L),
        }));
    }

    [TestCase(2, "dp_2")]
    [TestCase(3, "po_1")]
    [TestCase(0, "pi_1")]
    public async Task What_we_say_and_the_gateway_does_not_is_named(int left, string reference)
    {
        var (_, differences) = await Compare([.. Whole[..left], .. Whole[(left + 1)..]]);

        Assert.That(differences.Single().Reference, Is.EqualTo(reference));
    }

    [Test]
    public async Task The_same_amount_in_another_currency_is_another_amount()
    {
        var (equations, _) = await Compare([.. Whole[..3], Of(MovementKind.PaidOut, "po_1", 1168, "CZK")]);

        Assert.That(Wrong(equations), Is.EqualTo(new[]
        {
            ("paid out by the gateway", 1168L), ("paid out by the gateway", -1168L),
            ("paid out by the gateway, one by one, otherwise than here", 2L),
        }));
    }

    [Test]
    public async Task Of_what_a_gateway_keeps_no_record_it_is_no_judge()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var captures = new GatewayRecords(new HashSet<MovementKind> { MovementKind.Captured }, Whole[..2]);

        var (equations, differences) = await new GatewayBooks(connection).Compare(captures, default);

        Assert.That(Wrong(equations), Is.Empty);
        Assert.That(differences, Is.Empty);
    }

    private static Movement Of(MovementKind kind, string reference, long minor, string currency = "EUR") =>
        new(kind, reference, new Money(minor, currency));

    private static IEnumerable<(string Left, long Difference)> Wrong(IEnumerable<Equation> equations) => equations
        .Where(equation => equation.Difference != 0).Select(equation => (equation.Left, equation.Difference));

    private async Task<(IReadOnlyList<Equation> Equations, IReadOnlyList<Difference> Differences)> Compare(
        params Movement[] gateway)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await new GatewayBooks(connection).Compare(
            new GatewayRecords(Enum.GetValues<MovementKind>().ToHashSet(), gateway), default);
    }

    private Task Capture(string reference, string reversal, string state) => database.Execute(
        $$"""
        with invoice as (
            insert into payment.payments
                   (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                    attempt_no, invoice, created_at, updated_at, settled_at,
                    reversed_at, reversal_reason, reversal_reference, reversed_minor)
            values (gen_random_uuid(), 1, @state, @reference, 'acme', 'bridge-1', @reference, 1210, 'EUR',
                    1, '{}', now(), now(), now(), {{reversal}})
            returning invoice_id)
        insert into payment.attempts
               (invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                idempotency_key, status, gateway_reference, started_at, resolved_at)
        select invoice_id, 1, 'card', 'pm_ok', 'visa', '4242', 1210, 'EUR', @reference, 'captured', @reference, now(),
               now()
        from   invoice
        """,
        new { reference, state });
}
