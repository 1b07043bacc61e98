using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using Microsoft.Extensions.Options;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Vectors;

/// <summary>Cases of other engines about outcomes that are open, and about money that moves once.</summary>
public class KnownOutcomesTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");

    private readonly string journal =
        Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}", "journal");

    [TearDown]
    public void RemoveTheJournal()
    {
        if (File.Exists(journal)) Directory.Delete(Path.GetDirectoryName(journal)!, recursive: true);
    }

    [Test]
    [Known("KB-007")]
    public void An_unknown_outcome_that_turns_out_a_refusal_has_no_retry()
    {
        var unknown = Started(InvoiceId, 1).Unanswered(TimeSpan.FromSeconds(20));

        Assert.That(EveryStepOf(unknown), Has.None.InstanceOf<NextStep.Start>());
        Assert.That(
            Next(unknown.Declined("stolen_card"), Noon.AddHours(1)),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));
    }

    [Test]
    [Known("KB-009")]
    public void A_pending_payment_that_turns_out_a_refusal_has_no_retry() =>
        Assert.That(
            Next(Pending().Declined("AC04"), Noon.AddDays(3)),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));

    [Test]
    [Known("MET-017")]
    public void Beside_a_pending_payment_no_other_is_begun() =>
        Assert.That(EveryStepOf(Pending()), Has.None.InstanceOf<NextStep.Start>());

    [Test]
    [Known("KB-021")]
    public void What_is_unknown_and_may_have_been_drawn_is_never_drawn_under_another_key()
    {
        var unknown = Started(InvoiceId, 1).Unanswered(TimeSpan.FromSeconds(20));

        var resumed = EveryStepOf(unknown).OfType<NextStep.Resume>().ToList();

        Assert.That(resumed, Is.Not.Empty);
        Assert.That(resumed.Select(step => step.Attempt.IdempotencyKey).Distinct(),
            Is.EqualTo(new[] { $"capture:{InvoiceId}:1" }));
    }

    [Test]
    [Known("KB-023")]
    public async Task A_gateway_that_does_not_answer_in_time_leaves_the_outcome_unknown()
    {
        var gateway = new ScriptedGateway((_, stop) => new TaskCompletionSource<GatewayAnswer>().Task.WaitAsync(stop));
        var options = new GatewayOptions { CallTimeout = TimeSpan.FromMilliseconds(30), QuickRepeats = 0 };
        using var patient = new PatientGateway(gateway, Options.Create(options), TimeProvider.System);

        Assert.That(await patient.Capture(Started(InvoiceId, 1).ToRequest(), default),
            Is.InstanceOf<GatewayAnswer.Unknown>());
    }

    [Test]
    [Known("KB-025")]
    public void An_unknown_outcome_is_looked_up_within_five_minutes_and_takes_the_gateways_word()
    {
        var unknown = Started(InvoiceId, 1).Unanswered(TimeSpan.FromSeconds(20));

        Assert.That(Next(unknown, Noon.AddMinutes(5)), Is.InstanceOf<NextStep.Resume>());
        var captured = unknown.With(new GatewayAnswer.Captured("pi_1"), Noon.AddMinutes(5));
        Assert.That(Next(captured, Noon.AddMinutes(5)), Is.EqualTo(new NextStep.Captured(captured)));
    }

    [Test]
    [Known("KB-027")]
    public void A_payment_that_stays_pending_is_not_given_up_in_silence()
    {
        var pending = Pending() with { AskedAt = Noon.AddDays(1).AddHours(1) };
        Assert.That(Next(pending, Noon.AddDays(1).AddHours(2)), Is.EqualTo(new NextStep.AwaitBank(Noon.AddDays(2))));

        var forgotten = Pending() with { AskedAt = Noon.AddDays(15) };
        Assert.That(Next(forgotten, Noon.AddDays(16)), Is.EqualTo(new NextStep.Review()));
    }

    [Test]
    [Known("KB-011")]
    public async Task A_second_payment_under_the_key_of_the_first_is_the_first()
    {
        var gateway = Gateway();
        var request = Started(InvoiceId, 1).ToRequest();

        var first = await gateway.Capture(request, default);

        Assert.That(await gateway.Capture(request, default), Is.EqualTo(first));
        Assert.That(Capture.Read(journal), Has.Count.EqualTo(1));
    }

    [Test]
    [Known("CGR-032")]
    public async Task Fifty_at_once_lose_nothing()
    {
        var gateway = Gateway();
        await gateway.Capture(Started(InvoiceId, 1).ToRequest() with { Amount = Euro(10_000) }, default);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(number =>
            gateway.Refund(new RefundRequest(InvoiceId, number, "pay_1", Euro(60)), default)));

        Assert.That(Capture.Read(journal).Sum(line => line.Minor), Is.EqualTo(7_000));
    }

    private static Attempt Pending() =>
        Started(InvoiceId, 1).With(new GatewayAnswer.Pending("pi_1"), Noon.AddSeconds(1));

    /// <summary>At each quarter of an hour of a month.</summary>
    private static List<NextStep> EveryStepOf(Attempt attempt) =>
        [.. Enumerable.Range(0, 31 * 96).Select(quarter => Next(attempt, Noon.AddMinutes(15 * quarter)))];

    private static NextStep Next(Attempt attempt, DateTime now) =>
        RetryPlan.Next(
            new History([attempt], Noon, RetryAskedAfter: 0), Customer("acme", "tok_ok"), now, new RetryOptions());

    private InProcessGateway Gateway() =>
        new(Options.Create(new GatewayOptions { Journal = journal }), TimeProvider.System);
}
