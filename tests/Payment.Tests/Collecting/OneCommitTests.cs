using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>
/// A payment begins with its attempt, and moves with its answer, in one commit each; and the answer counts whatever
/// becomes of the payment's own row.
/// </summary>
[Category("bed")]
public class OneCommitTests : OnScriptedGateway
{
    private Charging.Payments.Collecting.Payments Payments => worker.Payments;

    private Attempt First => Started(invoice.InvoiceId, 1, "tok_a");

    [Test]
    public async Task The_payment_its_attempt_and_what_is_owed_begin_in_one_commit()
    {
        Assert.That(await Begin(First), Is.EqualTo(Begun.WithAttempt));

        Assert.That(await Commits("payments", "attempts", "ledger_entries"), Is.EqualTo(1));
        Assert.That((await worker.Attempts(invoice)).Single().Status, Is.EqualTo(AttemptStatus.Started));
        Assert.That(await database.Balance("receivable", invoice.InvoiceId), Is.EqualTo(1210));
    }

    [Test]
    public async Task The_answer_its_books_and_the_move_are_one_commit()
    {
        await Begin(First);
        var payment = await Read();

        Assert.That(await Payments.MoveOn(payment, Captured(payment), default), Is.EqualTo(new Moved(true, true)));

        Assert.That(await Commits("payments", "attempts"), Is.EqualTo(1));
        Assert.That(await State(), Is.EqualTo("Captured"));
        Assert.That(await database.Balance("gateway_clearing", invoice.InvoiceId), Is.EqualTo(1210));
    }

    [Test]
    public async Task Of_a_hundred_rivals_one_begins_with_the_attempt_and_the_others_find_the_payment()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Begin(First)));

        Assert.That(begun.Count(one => one == Begun.WithAttempt), Is.EqualTo(1));
        Assert.That(begun.Count(one => one == Begun.Before), Is.EqualTo(99));
        Assert.That(await worker.Attempts(invoice), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_credited_before_begins_without_the_attempt()
    {
        await new KeepCredit(database.Source).Once(Refunding.CreditSample.Whole(invoice), Noon, default);

        Assert.That(await Begin(First), Is.EqualTo(Begun.Alone));

        Assert.That(await worker.Attempts(invoice), Is.Empty);
        Assert.That((await Read()).IsCreditedWhole, Is.True);
    }

    [Test]
    public async Task A_card_that_was_declined_too_often_is_not_tried_before_that_was_looked_at()
    {
        var attempts = new Attempts(database.Source);
        foreach (var other in Enumerable.Range(0, 10).Select(_ => Mastercard(Guid.NewGuid())))
        {
            await attempts.StartOnce(other, default);
            await attempts.MoveOn(other.Declined("insufficient_funds"), default);
        }

        Assert.That(await Begin(Mastercard(invoice.InvoiceId)), Is.EqualTo(Begun.Alone));

        Assert.That(await worker.Attempts(invoice), Is.Empty);
    }

    [Test]
    public async Task An_answer_counts_although_another_message_has_moved_the_payment()
    {
        await Begin(First);
        var (answered, other) = (await Read(), await Read());
        var looks = other.Follow(new Findings(), new NextStep.LookAgain(Noon.AddHours(1)), Noon);
        other.CurrentState = "Resolving";
        Assert.That((await Payments.MoveOn(other, looks, default)).Payment, Is.True);

        var moved = await Payments.MoveOn(answered, Captured(answered), default);

        Assert.That(moved, Is.EqualTo(new Moved(Payment: false, Attempt: true)));
        Assert.That(await State(), Is.EqualTo("Resolving"));
        await IsCapturedAndBooked();
    }

    [Test]
    public async Task In_one_group_with_another_move_of_its_payment_the_answer_counts_too()
    {
        await Begin(First);
        var (answered, other) = (await Read(), await Read());
        var looks = other.Follow(new Findings(), new NextStep.LookAgain(Noon.AddHours(1)), Noon);
        other.CurrentState = "Resolving";
        var (found, another) = (Captured(answered), await Another());

        // What is written first holds the others up, so that they make one group.
        await using var gate = await database.Source.OpenConnectionAsync();
        await gate.ExecuteAsync("begin; lock table payment.payments in exclusive mode");
        var held = Payments.MoveOn(
            another, new Findings { Decision = new Decision(new NextStep.Review(), null) }, default);
        await SomebodyWaits();
        var moves = Task.WhenAll(Payments.MoveOn(other, looks, default), Payments.MoveOn(answered, found, default));
        await gate.ExecuteAsync("commit");
        await held;

        Assert.That(await moves, Is.EqualTo(new[] { new Moved(true, false), new Moved(false, true) }));
        await IsCapturedAndBooked();
    }

    [Test]
    public async Task What_an_answer_led_to_is_not_stored_if_another_answer_was_first()
    {
        await Begin(First);
        var payment = await Read();
        await new Attempts(database.Source).MoveOn(First.Declined("lost_card"), default);

        var moved = await Payments.MoveOn(payment, Captured(payment), default);

        Assert.That(moved, Is.EqualTo(new Moved(false, false)));
        Assert.That(await State(), Is.EqualTo("Initial"));
        Assert.That(await database.Balance("gateway_clearing", invoice.InvoiceId), Is.Zero);
    }

    [Test]
    public async Task Of_a_hundred_who_bring_the_same_answer_one_moves_attempt_and_payment()
    {
        await Begin(First);
        var payments = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Read()));

        var moved = await Task.WhenAll(payments.Select(one => Payments.MoveOn(one, Captured(one), default)));

        Assert.That(moved.Count(one => one == new Moved(true, true)), Is.EqualTo(1));
        Assert.That(moved.Count(one => one == default), Is.EqualTo(99));
        await IsCapturedAndBooked();
    }

    [Test]
    public async Task An_answer_counts_although_the_database_refuses_the_payments_row_and_its_neighbours_are_moved()
    {
        await Begin(First);
        var (refused, good) = (await Read(), await Another());
        var (ofRefused, ofGood) = (Captured(refused), Captured(good));
        refused.CurrentState = "Nowhere";

        var moved = worker.Store.MoveOn(good, ofGood, default);
        var failure = Assert.ThrowsAsync<PostgresException>(() => worker.Store.MoveOn(refused, ofRefused, default));

        Assert.That((await failure)!.ConstraintName, Is.EqualTo("payments_settled"));
        Assert.That(await moved, Is.True);
        await IsCapturedAndBooked();
    }

    /// <summary>Who holds a payment, as disputes and credit notes do, goes on to its attempts.</summary>
    [Test]
    public async Task Whoever_waits_for_the_payment_has_not_locked_its_attempts()
    {
        await Begin(First);
        var payment = await Read();
        await using var holder = await database.Source.OpenConnectionAsync();
        await holder.ExecuteAsync("begin; select from payment.payments for update");

        var moved = Payments.MoveOn(payment, Captured(payment), default);
        await SomebodyWaits();
        await holder.ExecuteAsync("select from payment.attempts for update nowait; commit");

        Assert.That(await moved, Is.EqualTo(new Moved(true, true)));
    }

    private Task<Begun> Begin(Attempt first) =>
        Payments.BeginOnce(PaymentState.Begin(invoice, Noon), invoice, first, default);

    private async Task<PaymentState> Read() => (await Payments.Find(invoice.InvoiceId, default))!;

    private async Task<PaymentState> Another()
    {
        var other = Invoice();
        await Payments.BeginOnce(
            PaymentState.Begin(other, Noon), other, Started(other.InvoiceId, 1, "tok_a"), default);
        return (await Payments.Find(other.InvoiceId, default))!;
    }

    /// <summary>Found by the lane: the gateway captured, and the payment is captured by that.</summary>
    private static Findings Captured(PaymentState payment)
    {
        var started = Started(payment.CorrelationId, 1, "tok_a");
        var found = new Findings { Attempts = [started] }
            .With(started, new GatewayAnswer.Captured("pay_1"), Noon.AddSeconds(1));
        payment.CurrentState = "Captured";
        return payment.Follow(found, new NextStep.Captured(found.Answer!.Attempt), Noon.AddSeconds(1));
    }

    private static Attempt Mastercard(Guid invoiceId) =>
        Started(invoiceId, 1, "tok_often") with { MethodBrand = "mastercard" };

    private async Task IsCapturedAndBooked()
    {
        Assert.That((await worker.Attempts(invoice)).Single().Status, Is.EqualTo(AttemptStatus.Captured));
        Assert.That(await database.Balance("gateway_clearing", invoice.InvoiceId), Is.EqualTo(1210));
        Assert.That(await database.Balance("receivable", invoice.InvoiceId), Is.Zero);
    }

    /// <summary>How many commits wrote these rows of the invoice as they stand.</summary>
    private Task<long> Commits(params string[] tables) => database.Value<long>(
        $"""
        select count(distinct commit)
        from   ({string.Join(" union all ", tables.Select(table =>
            $"select xmin::text as commit from payment.{table} where invoice_id = @InvoiceId"))}) as rows
        """,
        new { invoice.InvoiceId });

    private Task<long> SomebodyWaits() => TestBed.Eventually.Becomes(
        () => database.Value<long>("""
            select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            """),
        seen => seen > 0, TimeSpan.FromSeconds(30), "a statement that waits for a lock");
}
