using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class AttemptsTests
{
    private Database database = null!;
    private Attempts attempts = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        attempts = new Attempts(database.Source);
    }

    [OneTimeTearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task An_attempt_reads_as_it_was_stored()
    {
        var started = Attempt();
        var declined = started.With(
            new GatewayAnswer.Declined("insufficient_funds", DeclineClass.Later, Noon.AddDays(3)), Noon.AddSeconds(5));

        Assert.That(await attempts.StartOnce(started, default), Is.True);
        Assert.That(await attempts.Of(started.InvoiceId, default), Is.EqualTo(new[] { started }));
        Assert.That(await attempts.MoveOn(declined, default), Is.True);
        Assert.That(await attempts.Of(started.InvoiceId, default), Is.EqualTo(new[] { declined }));
    }

    [Test]
    public async Task Of_a_hundred_rivals_one_starts_the_attempt()
    {
        var attempt = Attempt();

        var started = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => attempts.StartOnce(attempt, default)));

        Assert.That(started.Count(won => won), Is.EqualTo(1));
    }

    [Test]
    public async Task No_attempt_starts_beside_one_that_is_open()
    {
        var first = Attempt();
        await attempts.StartOnce(first, default);

        Assert.That(await attempts.StartOnce(Started(first.InvoiceId, 2), default), Is.False);
        await attempts.MoveOn(first.Unanswered(TimeSpan.FromSeconds(1)), default);
        Assert.That(await attempts.StartOnce(Started(first.InvoiceId, 2), default), Is.False);
        await attempts.MoveOn(first.Declined("lost_card"), default);
        Assert.That(await attempts.StartOnce(Started(first.InvoiceId, 2), default), Is.True);
    }

    [Test]
    public async Task A_card_that_was_declined_too_often_in_a_day_is_looked_at_before_its_next_try()
    {
        var token = $"tok_{Guid.NewGuid():N}";
        for (var number = 0; number < 10; number++)
        {
            var declined = Mastercard(token);
            Assert.That(await attempts.StartOnce(declined, default), Is.True);
            await attempts.MoveOn(declined.Declined("insufficient_funds"), default);
        }

        var next = Mastercard(token);
        Assert.That(await attempts.StartOnce(next, default), Is.False);
        Assert.That(await attempts.Of(next.InvoiceId, default), Is.Empty);
        Assert.That(await attempts.StartOnce(next with { IsMeasured = true }, default), Is.True);
        Assert.That(await attempts.StartOnce(Mastercard($"{token}2"), default), Is.True, "another card");
        Assert.That(await attempts.StartOnce(Attempt(token), default), Is.True, "another network's rule");
        Assert.That(
            await attempts.StartOnce(Mastercard(token) with { StartedAt = Noon.AddHours(24) }, default), Is.True);
    }

    [Test]
    public async Task Whichever_answer_comes_first_wins_and_only_the_winner_books()
    {
        var attempt = Attempt();
        await attempts.StartOnce(attempt, default);
        var answers = Enumerable.Range(0, 40)
            .Select(i => i % 2 == 0 ? attempt.Captured() : attempt.Declined("lost_card"));

        var won = await Task.WhenAll(answers.Select(answer => attempts.MoveOn(answer, default)));

        var stored = (await attempts.Of(attempt.InvoiceId, default)).Single();
        Assert.That(won.Count(first => first), Is.EqualTo(1));
        Assert.That(await Booked(attempt.InvoiceId), Is.EqualTo(stored.Status == AttemptStatus.Captured ? 1210 : 0));
    }

    [Test]
    public async Task Silence_takes_back_neither_a_pending_nor_a_final_answer()
    {
        var attempt = Attempt();
        await attempts.StartOnce(attempt, default);
        var pending = attempt.With(new GatewayAnswer.Pending("pay_1"), Noon.AddSeconds(1));

        Assert.That(await attempts.MoveOn(pending, default), Is.True);
        Assert.That(await attempts.MoveOn(attempt.Unanswered(TimeSpan.FromSeconds(2)), default), Is.False);
        Assert.That(await attempts.MoveOn(pending.Captured(), default), Is.True);
        Assert.That(await attempts.MoveOn(attempt.Unanswered(TimeSpan.FromSeconds(3)), default), Is.False);
    }

    [Test]
    public async Task Many_at_once_are_each_their_own()
    {
        var many = Enumerable.Range(0, 300).Select(_ => Attempt()).ToList();

        await Task.WhenAll(many.Select(attempt => attempts.StartOnce(attempt, default)));
        var moved = await Task.WhenAll(many.Select(attempt => attempts.MoveOn(attempt.Captured(), default)));

        Assert.That(moved, Is.All.True);
        foreach (var attempt in many.Take(5))
        {
            Assert.That(await attempts.Of(attempt.InvoiceId, default), Is.EqualTo(new[] { attempt.Captured() }));
            Assert.That(await Booked(attempt.InvoiceId), Is.EqualTo(1210));
        }
    }

    [Test]
    public async Task The_database_itself_refuses_a_second_capture_of_an_invoice()
    {
        var captured = Attempt().Captured();
        await attempts.StartOnce(captured, default);
        await attempts.MoveOn(captured, default);
        var second = Started(captured.InvoiceId, 2);
        await attempts.StartOnce(second, default);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => attempts.MoveOn(second.Captured(), default));

        Assert.That(refused!.ConstraintName, Is.EqualTo("attempts_one_held"));
        Assert.That(await Booked(captured.InvoiceId), Is.EqualTo(1210));
    }

    [Test]
    public async Task The_oldest_unanswered_attempt_is_known()
    {
        await database.Empty("payment.attempts");
        Assert.That(await attempts.OldestUnanswered(default), Is.Null);

        await attempts.StartOnce(Attempt(), default);

        Assert.That(await attempts.OldestUnanswered(default), Is.EqualTo(Noon));
    }

    private Task<long> Booked(Guid invoiceId) => database.Value<long>(
        """
        select coalesce(sum(amount_minor), 0)::bigint from payment.ledger_entries
        where invoice_id = @invoiceId and debit_account = 'gateway_clearing' and credit_account = 'receivable'
        """,
        new { invoiceId });

    private static Attempt Mastercard(string token) => Attempt(token) with { MethodBrand = "mastercard" };
}
