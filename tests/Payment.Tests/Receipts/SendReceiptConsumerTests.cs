using System.Security.Cryptography;
using Charging.TestBed;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

[Category("bed")]
public class SendReceiptConsumerTests
{
    private readonly FakeTimeProvider clock = new(Noon);
    private Database database = null!;
    private ServiceProvider services = null!;
    private string folder = "";

    private ITestHarness Bus => services.GetRequiredService<ITestHarness>();

    private IReadOnlyList<ReceiptSent> ToldSoFar =>
    [
        .. Bus.Published.Select<ReceiptSent>(new CancellationToken(canceled: true))
            .Select(published => published.Context.Message),
    ];

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}");
        services = new ServiceCollection()
            .AddSingleton(database.Source).AddSingleton<TimeProvider>(clock)
            .AddSingleton(Options.Create(new ReceiptOptions { Folder = folder }))
            .AddRounds().AddSingleton<Charging.Payments.Collecting.Payments>().AddSingleton<Attempts>()
            .AddSingleton<Charging.Payments.Customers.Customers>()
            .AddSingleton<Charging.Payments.Receipts.Receipts>()
            .AddSingleton<DeliverReceipt>().AddSingleton<WriteReceipt>()
            .AddSingleton<Schedule>()
            .AddSingleton<Refunds>().AddSingleton<Credits>().AddSingleton<FindFacts>()
            .AddSingleton<ReceiptMail>()
            .AddSingleton<MailFolder>().AddSingleton<ClosableRoute>().AddSingleton<PaymentMetrics>()
            .AddSingleton<IMailRoute>(provider => provider.GetRequiredService<ClosableRoute>())
            .AddMetrics().AddLogging()
            .AddMassTransitTestHarness(bus =>
            {
                bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(30));
                bus.AddConsumer<SendReceiptConsumer>();
            })
            .BuildServiceProvider(validateScopes: true);
        await services.StartTestHarness();
        await services.GetRequiredService<Charging.Payments.Customers.Customers>()
            .Keep(Customer("acme", "tok_ok"), default);
    }

    [TearDown]
    public async Task End()
    {
        await Bus.Stop();
        await services.DisposeAsync();
        await database.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_captured_invoice_becomes_a_mail_in_the_folder()
    {
        var invoice = await Captured();

        await Order(invoice);

        var told = (await Told(1))[0];
        Assert.That((told.Kind, told.InvoiceNumber), Is.EqualTo((ReceiptKind.Receipt, invoice.Number)));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EqualTo(new[] { $"{invoice.Number}.eml" }));
        Assert.That(await StoredHash(), Is.EqualTo(await Delivered(invoice)));
    }

    [Test]
    public async Task Nobody_is_written_to_that_nothing_is_collected_once_it_is_paid_after_all()
    {
        var invoice = await Captured();

        await Bus.Bus.Publish(new SendReceipt { InvoiceId = invoice.InvoiceId, Kind = ReceiptKind.NotCollected });
        Assert.That(await Bus.Consumed.Any<SendReceipt>(delivery => delivery.Exception is null), Is.True);

        Assert.That(await Statuses(), Is.Empty);
    }

    [Test]
    public async Task Ordered_again_the_same_mail_is_told_and_not_made_anew()
    {
        var invoice = await Captured();
        await Order(invoice);
        await Told(1);
        var moved = new Contact { Email = "x@y.example", Language = "cs" };
        await services.GetRequiredService<Charging.Payments.Customers.Customers>().Keep(
            Customer("acme", "tok_ok") with { Version = 2, Contact = moved }, default);

        await Order(invoice);

        Assert.That((await Told(2)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await StoredHash(), Is.EqualTo(await Delivered(invoice)));
    }

    [Test]
    public async Task A_crash_between_delivering_and_noting_it_delivers_the_same_bytes()
    {
        var invoice = await Captured();
        await database.Execute("alter table payment.receipts add constraint crash check (sent_at is null)");
        await Order(invoice);
        Assert.That(await Bus.Consumed.Any<SendReceipt>(delivery => delivery.Exception is not null), Is.True);
        var before = await Delivered(invoice);
        await database.Execute("alter table payment.receipts drop constraint crash");

        await Order(invoice);

        await Told(1);
        Assert.That(await Delivered(invoice), Is.EqualTo(before));
    }

    [Test]
    public async Task While_no_mail_can_leave_the_message_goes_on_and_the_mail_is_delivered_when_it_is_due()
    {
        var route = services.GetRequiredService<ClosableRoute>();
        var (first, second) = (await Captured(), await Captured());
        route.Next.Enqueue(new MailAnswer.Later("no answer"));

        await Order(first);
        await Order(second);
        await Told(1);
        Assert.That(await Statuses(), Is.EqualTo(new[] { "made", "sent" }));
        await RoundsUntil(ResendPlan.WaitAfter(1), told: 2);

        Assert.That(await Statuses(), Is.EqualTo(new[] { "sent", "sent" }));
        Assert.That(File.Exists(Path.Combine(folder, $"{first.Number}.eml")), Is.True);
        await Eventually.Holds(
            async () => await database.Value<long>("select count(due_at) from payment.receipts") == 0,
            TimeSpan.FromSeconds(30), "nobody looks after them any more");
    }

    [Test]
    public async Task A_mail_that_is_refused_is_kept_for_a_person_and_leaves_when_they_say_so()
    {
        var route = services.GetRequiredService<ClosableRoute>();
        var invoice = await Captured();
        route.Next.Enqueue(new MailAnswer.Refused("550 nobody of that name"));
        await Order(invoice);
        await Eventually.Holds(
            async () => (await Statuses()).SequenceEqual(["undeliverable"]), TimeSpan.FromSeconds(30), "undeliverable");
        Assert.That(ToldSoFar, Is.Empty);
        var hash = await StoredHash();

        await services.GetRequiredService<Charging.Payments.Receipts.Receipts>().Resend(
            invoice.InvoiceId, Noon, default);
        await RoundsUntil(TimeSpan.Zero, told: 1);

        Assert.That(await Delivered(invoice), Is.EqualTo(hash));
    }

    private async Task RoundsUntil(TimeSpan passed, int told)
    {
        using var due = ActivatorUtilities.CreateInstance<DeliverDueReceipts>(services);
        await due.StartAsync(default);
        clock.Advance(passed);
        await Eventually.Becomes(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(ToldSoFar.Count);
            },
            count => count == told, TimeSpan.FromSeconds(30), $"{told} ReceiptSent");
        await due.StopAsync(default);
    }

    private Task<IReadOnlyList<string>> Statuses() =>
        database.Rows<string>("select status from payment.receipts order by status");

    private async Task<InvoiceCreated> Captured()
    {
        var invoice = Invoice();
        var payment = PaymentState.Begin(invoice, Noon);
        var captured = Started(invoice.InvoiceId, 1).Captured();
        await services.GetRequiredService<Charging.Payments.Collecting.Payments>()
            .BeginOnce(payment, invoice, null, default);
        await services.GetRequiredService<Attempts>().StartOnce(captured, default);
        await services.GetRequiredService<Attempts>().MoveOn(captured, default);
        var found = payment.Follow(new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Noon);
        payment.CurrentState = "Captured";
        await services.GetRequiredService<Charging.Payments.Collecting.Payments>().MoveOn(payment, found, default);
        return invoice;
    }

    private Task Order(InvoiceCreated invoice) =>
        Bus.Bus.Publish(new SendReceipt { InvoiceId = invoice.InvoiceId, Kind = ReceiptKind.Receipt });

    private async Task<IReadOnlyList<ReceiptSent>> Told(int times) => await Eventually.Becomes(
        () => Task.FromResult(ToldSoFar),
        told => told.Count == times, TimeSpan.FromSeconds(30), $"{times} ReceiptSent");

    private Task<byte[]> StoredHash() => database.Value<byte[]>("select sha256 from payment.receipts");

    private async Task<byte[]> Delivered(InvoiceCreated invoice) =>
        SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, $"{invoice.Number}.eml")));
}
