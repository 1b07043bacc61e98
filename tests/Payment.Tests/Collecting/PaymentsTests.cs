using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class PaymentsTests
{
    private Database database = null!;
    private Charging.Payments.Collecting.Payments payments = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        payments = new Charging.Payments.Collecting.Payments(database.Source, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task A_payment_reads_as_it_began_and_keeps_its_invoice()
    {
        var invoice = Invoice();
        await payments.BeginOnce(PaymentState.Begin(invoice, Noon), invoice, null, default);

        var read = await payments.Find(invoice.InvoiceId, default);

        Assert.That(read, Is.Not.Null);
        Assert.That(
            (read!.CorrelationId, read.Version, read.CurrentState, read.InvoiceNumber, read.Amount, read.CreatedAt),
            Is.EqualTo((invoice.InvoiceId, 0, "Initial", invoice.Number, invoice.Total, Noon)));
        Assert.That((await KeptOf(invoice)).Number, Is.EqualTo(invoice.Number));
    }

    /// <summary>As it was stored while the invoice had its place among the other columns.</summary>
    [Test]
    public async Task A_payment_that_began_before_reads_its_invoice_and_moves_on()
    {
        var invoice = await NewPayment();
        await database.Execute($"""
            alter table payment.payments disable trigger kept_for_good;
            update payment.payments set invoice = invoice_text::json, invoice_text = null
            where  invoice_id = '{invoice.InvoiceId}';
            alter table payment.payments enable trigger kept_for_good
            """);
        var payment = await Read(invoice);
        var found = payment.Follow(new Findings(), new NextStep.Review(), Noon);

        Assert.That(Wire(await KeptOf(invoice)), Is.EqualTo(Wire(invoice)));
        Assert.That((await payments.MoveOn(payment, found, default)).Payment, Is.True);
    }

    [Test]
    public async Task Of_a_hundred_rivals_one_begins_and_the_invoice_is_owed_once()
    {
        var invoice = Invoice();

        var began = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => payments.BeginOnce(PaymentState.Begin(invoice, Noon), invoice, null, default)));

        Assert.That(began.Count(one => one == Begun.Alone), Is.EqualTo(1));
        Assert.That(await Balance("receivable", invoice.InvoiceId), Is.EqualTo(1210));
        Assert.That(await Balance("revenue", invoice.InvoiceId), Is.EqualTo(-1000));
        Assert.That(await Balance("tax", invoice.InvoiceId), Is.EqualTo(-210));
    }

    [Test]
    public async Task Of_two_who_read_the_same_version_one_moves_the_payment()
    {
        var invoice = await NewPayment();
        var (one, other) = (await Read(invoice), await Read(invoice));
        var waits = one.Follow(new Findings(), new NextStep.WaitToRetry(Noon.AddHours(1)), Noon);
        one.CurrentState = "WaitingToRetry";
        var ends = other.Follow(new Findings(), new NextStep.Abandon(AbandonReason.Decided), Noon);
        other.CurrentState = "Abandoned";

        var moved = await Task.WhenAll(payments.MoveOn(one, waits, default), payments.MoveOn(other, ends, default));

        Assert.That(moved.Count(won => won.Payment), Is.EqualTo(1));
        Assert.That((await Read(invoice)).CurrentState, Is.EqualTo(moved[0].Payment ? "WaitingToRetry" : "Abandoned"));
        Assert.That(await Balance("write_off", invoice.InvoiceId), Is.EqualTo(moved[0].Payment ? 0 : 1210));
        Assert.That(await Alarms(invoice.InvoiceId), Is.EqualTo(moved[0].Payment ? 1 : 0));
    }

    [Test]
    public async Task An_abandoned_invoice_is_written_off_and_told_the_same_again()
    {
        var invoice = await NewPayment();
        var payment = await Read(invoice);
        var found = payment.Follow(new Findings(), new NextStep.Abandon(AbandonReason.MethodsRefused), Noon);
        payment.CurrentState = "Abandoned";

        await payments.MoveOn(payment, found, default);
        var read = await Read(invoice);

        Assert.That(await Balance("receivable", invoice.InvoiceId), Is.Zero);
        Assert.That(
            (read.AbandonReason, read.SettledAt, read.Version), Is.EqualTo((AbandonReason.MethodsRefused, Noon, 1)));
        Assert.That(Wire(read.ToPaymentAbandoned(new())), Is.EqualTo(Wire(payment.ToPaymentAbandoned(found))));
    }

    [Test]
    public async Task What_was_not_decided_is_not_stored()
    {
        var invoice = await NewPayment();
        var payment = await Read(invoice);
        payment.CurrentState = "NeedsReview";

        Assert.That((await payments.MoveOn(payment, new Findings(), default)).Payment, Is.True);
        Assert.That((await Read(invoice)).CurrentState, Is.EqualTo("Initial"));
    }

    [Test]
    public async Task Moving_on_clears_the_alarm()
    {
        var invoice = await NewPayment();
        var waiting = await Read(invoice);
        var waits = waiting.Follow(new Findings(), new NextStep.LookAgain(Noon.AddHours(1)), Noon);
        waiting.CurrentState = "Resolving";
        await payments.MoveOn(waiting, waits, default);
        Assert.That(await Alarms(invoice.InvoiceId), Is.EqualTo(1));

        var moving = await Read(invoice);
        var moves = moving.Follow(new Findings(), new NextStep.Review(), Noon);
        moving.CurrentState = "NeedsReview";
        await payments.MoveOn(moving, moves, default);

        Assert.That(await Alarms(invoice.InvoiceId), Is.Zero);
    }

    [Test]
    public async Task An_invoice_over_nothing_is_refused_and_its_neighbours_are_not()
    {
        var (good, empty) = (Invoice(), Invoice(net: 0, tax: 0));

        var refused = Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => payments.BeginOnce(PaymentState.Begin(empty, Noon), empty, null, default));
        var begun = payments.BeginOnce(PaymentState.Begin(good, Noon), good, null, default);

        Assert.That((await refused)!.ConstraintName, Is.EqualTo("payments_amount_minor_check"));
        Assert.That(await begun, Is.EqualTo(Begun.Alone));
    }

    /// <summary>The invoice as mails are written from it.</summary>
    private async Task<InvoiceCreated> KeptOf(InvoiceCreated invoice)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var (_, kept) = (await Charging.Payments.Collecting.Payments.Read(connection, [invoice.InvoiceId], default))
            .Single();
        return Charging.Payments.Collecting.Payments.ReadInvoice(kept);
    }

    private static string Wire<T>(T message) =>
        System.Text.Json.JsonSerializer.Serialize(message, Charging.Contracts.Wire.Json);

    private async Task<InvoiceCreated> NewPayment()
    {
        var invoice = Invoice();
        await payments.BeginOnce(PaymentState.Begin(invoice, Noon), invoice, null, default);
        return invoice;
    }

    private async Task<PaymentState> Read(InvoiceCreated invoice) => (await payments.Find(invoice.InvoiceId, default))!;

    private Task<long> Alarms(Guid invoiceId) => database.Value<long>(
        "select count(*) from payment.schedule where invoice_id = @invoiceId", new { invoiceId });

    private Task<long> Balance(string account, Guid invoiceId) => database.Balance(account, invoiceId);
}
