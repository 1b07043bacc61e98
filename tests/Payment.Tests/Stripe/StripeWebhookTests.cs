using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Payments.Tests.Stripe;

/// <summary>What the webhook answers to a call, and what it passes on.</summary>
public class StripeWebhookTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");
    private static readonly Answer PaymentOfInvoice =
        new(200, JsonSerializer.Serialize(StripeEvents.Payment(InvoiceId)));

    private static readonly CancellationToken SoFar = new(canceled: true);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(Sample.Noon));
    private readonly ConcurrentQueue<Exception> failsToPublish = [];
    private FakeStripe stripe = null!;
    private ServiceProvider services = null!;
    private SpokenWords log = null!;

    private ITestHarness Bus => services.GetRequiredService<ITestHarness>();

    [SetUp]
    public async Task Begin()
    {
        stripe = await FakeStripe.Start(PaymentOfInvoice);
        log = new SpokenWords();
        services = new ServiceCollection()
            .AddMetrics().AddSingleton<PaymentMetrics>()
            .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
            .AddMassTransitTestHarness(bus => bus.UsingInMemory((_, memory) => memory.ConfigurePublish(pipe =>
                pipe.AddPipeSpecification(new DelegatePipeSpecification<PublishContext<LookDue>>(_ => Fail())))))
            .BuildServiceProvider();
        await services.StartTestHarness();
    }

    [TearDown]
    public async Task End()
    {
        await Bus.Stop();
        await services.DisposeAsync();
        await stripe.DisposeAsync();
        log.Dispose();
    }

    [TestCase("payment_intent.succeeded")]
    [TestCase("payment_intent.payment_failed")]
    [TestCase("payment_intent.processing")]
    [TestCase("payment_intent.canceled")]
    public async Task News_of_a_payment_only_asks_for_a_look_at_its_attempt(string type)
    {
        Assert.That(await Tell(StripeEvents.Of(type, StripeEvents.Payment(InvoiceId, 2))), Is.EqualTo(200));

        Assert.That(Published<LookDue>(), Is.EqualTo(new[]
        {
            new LookDue { InvoiceId = InvoiceId, AttemptNo = 2, IsReported = true },
        }));
        Assert.That(stripe.Asked, Is.Empty);
    }

    [TestCase("charge.dispute.created", "needs_response", ReturnReported.Disputed)]
    [TestCase("charge.dispute.funds_withdrawn", "warning_under_review", ReturnReported.Disputed)]
    [TestCase("charge.dispute.created", "lost", ReturnReported.DisputeLost)]
    [TestCase("charge.dispute.funds_withdrawn", "lost", ReturnReported.DisputeLost)]
    [TestCase("charge.dispute.updated", "under_review", ReturnReported.Disputed)]
    [TestCase("charge.dispute.funds_reinstated", "won", ReturnReported.DisputeWon)]
    [TestCase("charge.dispute.closed", "won", ReturnReported.DisputeWon)]
    [TestCase("charge.dispute.closed", "lost", ReturnReported.DisputeLost)]
    public async Task A_dispute_is_reported_for_the_invoice_that_its_payment_names(
        string type, string status, string reason)
    {
        Assert.That(await Tell(StripeEvents.Of(type, StripeEvents.Dispute(status))), Is.EqualTo(200));

        Assert.That(Published<ReturnReported>(), Is.EqualTo(new[] { Return(reason, "dp_1", 1210) }));
    }

    [Test]
    public async Task A_refund_that_we_did_not_order_is_reported_and_our_own_is_not()
    {
        var foreign = new
        {
            id = "re_9", @object = "refund", status = "succeeded", amount = 50, currency = "eur",
            payment_intent = "pi_1",
        };
        await using var both = await FakeStripe.Start(
            Answer.List(Answer.RefundOf("succeeded", invoiceId: InvoiceId), foreign), PaymentOfInvoice);

        var body = StripeEvents.Of("charge.refunded", StripeEvents.Charge());
        Assert.That(await Hear(StripeEvents.Call(body, clock.GetUtcNow()), both), Is.EqualTo(200));

        Assert.That(Published<RefundReported>(), Is.EqualTo(new[] { Foreign("re_9", 50) }));
        Assert.That(Published<RefundDue>(), Is.Empty);
    }

    [Test]
    public async Task A_refund_that_we_did_not_order_and_that_came_back_is_reported_as_failed()
    {
        var failed = new
        {
            id = "re_9", @object = "refund", status = "failed", amount = 50, currency = "eur", payment_intent = "pi_1",
        };

        Assert.That(await Tell(StripeEvents.Of("refund.failed", failed)), Is.EqualTo(200));

        Assert.That(Published<RefundReported>(), Is.EqualTo(new[] { Foreign("re_9", 50) with { HasFailed = true } }));
    }

    [TestCase("refund.failed", "failed")]
    [TestCase("refund.updated", "succeeded")]
    public async Task News_of_a_refund_that_we_ordered_only_asks_for_a_look_at_it(string type, string status)
    {
        var moved = Answer.RefundOf(status, refundNo: 2, invoiceId: InvoiceId);

        Assert.That(await Tell(StripeEvents.Of(type, moved)), Is.EqualTo(200));

        Assert.That(Published<RefundDue>(), Is.EqualTo(new[]
        {
            new RefundDue { InvoiceId = InvoiceId, RefundNo = 2 },
        }));
        Assert.That(stripe.Asked, Is.Empty);
    }

    [TestCase("charge.dispute.created", "warning_needs_response", TestName = "An inquiry moves no money")]
    [TestCase("charge.dispute.closed", "warning_closed", TestName = "An inquiry that ended moves no money")]
    [TestCase("charge.dispute.updated", "warning_under_review", TestName = "A change of an inquiry moves no money")]
    public async Task Of_no_interest(string type, string status)
    {
        Assert.That(await Tell(StripeEvents.Of(type, StripeEvents.Dispute(status))), Is.EqualTo(200));
        Assert.That(Published<ReturnReported>(), Is.Empty);
    }

    [TestCase("{}")]
    [TestCase("""{ "invoice_id": "17", "attempt_no": "1" }""")]
    [TestCase("""{ "invoice_id": "3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e" }""")]
    public async Task A_payment_that_was_not_made_by_us_is_of_no_interest(string metadata)
    {
        var payment = Answer.PaymentOf("succeeded", metadata: JsonDocument.Parse(metadata).RootElement);

        Assert.That(await Tell(StripeEvents.Of("payment_intent.succeeded", payment)), Is.EqualTo(200));
        Assert.That(Published<LookDue>(), Is.Empty);
    }

    [Test]
    public async Task The_secret_that_is_being_replaced_still_signs()
    {
        var body = StripeEvents.Of("payment_intent.succeeded", StripeEvents.Payment(InvoiceId));

        Assert.That(await Hear(StripeEvents.Call(body, clock.GetUtcNow(), "whsec_older")), Is.EqualTo(200));
    }

    [TestCase("whsec_of_somebody_else", 0, TestName = "Signed by somebody else")]
    [TestCase(StripeEvents.Secret, -301, TestName = "Signed too long ago")]
    [TestCase(StripeEvents.Secret, 301, TestName = "Signed in the future")]
    public async Task A_call_is_refused(string secret, int seconds)
    {
        var body = StripeEvents.Of("payment_intent.succeeded", StripeEvents.Payment(InvoiceId));

        var call = StripeEvents.Call(body, clock.GetUtcNow().AddSeconds(seconds), secret);

        Assert.That(await Hear(call), Is.EqualTo(400));
        Assert.That(Published<LookDue>(), Is.Empty);
        Assert.That(log.Words, Has.Some.Contains("refused").And.None.Contains("MARKED"));
    }

    [TestCase(""), TestCase("t=1,v1=00"), TestCase("nonsense")]
    [TestCase("t=99999999999999999999,v1=00"), TestCase("t=9223372036854775807,v1=00"), TestCase("t=99999999999,v1=0")]
    [TestCase("t=-1,v1=0"), TestCase("t=,v1="), TestCase("t=1"), TestCase("v1=0,t"), TestCase("t=1,v1")]
    public async Task A_call_without_a_signature_is_refused(string signature)
    {
        var call = StripeEvents.Call(
            StripeEvents.Of("payment_intent.succeeded", StripeEvents.Payment(InvoiceId)), clock.GetUtcNow());
        call.Request.Headers["Stripe-Signature"] = signature;

        Assert.That(await Hear(call), Is.EqualTo(400));
    }

    [Test]
    public async Task A_body_that_was_changed_is_refused_and_so_is_one_that_is_no_event()
    {
        var call = StripeEvents.Call("{}", clock.GetUtcNow());
        call.Request.Body = new MemoryStream("{ }"u8.ToArray());

        Assert.That(await Hear(call), Is.EqualTo(400));
        Assert.That(await Tell("not json"), Is.EqualTo(400));
    }

    [Test]
    public async Task A_thousand_refused_calls_are_one_line_of_the_log()
    {
        var webhook = Webhook(stripe);
        for (var i = 0; i < 1_000; i++)
        {
            if (i == 500) clock.Advance(TimeSpan.FromMinutes(1));
            await webhook.Receive(StripeEvents.Call("{}", clock.GetUtcNow(), "whsec_of_somebody_else"));
        }

        Assert.That(log.Words.Count(words => words.Contains("refused", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_body_larger_than_any_event_is_not_read()
    {
        Assert.That(await Tell(new string(' ', (64 * 1024) + 1)), Is.EqualTo(413));
        Assert.That(await Tell($"{StripeEvents.Of("ping", new { })}{new string(' ', 60_000)}"), Is.EqualTo(200));
    }

    [Test]
    public async Task What_cannot_be_passed_on_is_sent_again_by_Stripe()
    {
        failsToPublish.Enqueue(new TimeoutException("the broker is away"));
        var body = StripeEvents.Of("payment_intent.succeeded", StripeEvents.Payment(InvoiceId));

        Assert.That(await Tell(body), Is.EqualTo(503));
        Assert.That(await Tell(body), Is.EqualTo(200));
    }

    private static ReturnReported Return(string reason, string reference, long minor) => new()
    {
        InvoiceId = InvoiceId, Reason = reason, GatewayReference = reference, Amount = new Money(minor, "EUR"),
        CaptureReference = "pi_1", At = DateTimeOffset.FromUnixTimeSeconds(1_764_000_000).UtcDateTime,
    };

    private static RefundReported Foreign(string reference, long minor) =>
        new() { InvoiceId = InvoiceId, GatewayReference = reference, Amount = new Money(minor, "EUR") };

    private int Fail() => failsToPublish.TryDequeue(out var failure) ? throw failure : 0;

    private List<T> Published<T>() where T : class =>
        [.. Bus.Published.Select<T>(SoFar).Where(told => told.Exception is null).Select(told => told.Context.Message)];

    private Task<int> Tell(string body) => Hear(StripeEvents.Call(body, clock.GetUtcNow()));
    private async Task<int> Hear(HttpContext call, FakeStripe? asked = null)
    {
        await Webhook(asked ?? stripe).Receive(call);
        return call.Response.StatusCode;
    }

    private StripeWebhook Webhook(FakeStripe asked) => new(
        asked.Client(), Bus.Bus,
        Options.Create(new StripeOptions { WebhookSecrets = [StripeEvents.Secret, "whsec_older"] }),
        services.GetRequiredService<PaymentMetrics>(), services.GetRequiredService<ILogger<StripeWebhook>>(), clock);
}
