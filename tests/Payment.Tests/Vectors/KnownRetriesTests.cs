using Charging.Payments.Tests.Gateway;
using Microsoft.Extensions.Options;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Vectors;

/// <summary>Cases of other engines about when a payment is tried again; the figures are theirs.</summary>
public class KnownRetriesTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");
    private static readonly RetryOptions EveryEightDays = Ladder(8, 8, 8);

    [Test]
    [Known("KB-001")]
    public void A_payment_that_was_refused_for_good_is_not_tried_again() =>
        Assert.That(
            Next([Declined(1, "do_not_try_again")], EveryEightDays),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));

    [Test]
    [Known("KB-003")]
    public void Three_failures_are_followed_by_a_fourth_try_which_may_succeed()
    {
        Attempt[] failures = [Declined(1), Declined(2), Declined(3)];
        for (var count = 1; count <= failures.Length; count++)
        {
            var due = failures[count - 1].ResolvedAt!.Value.AddDays(8);
            Assert.That(Next(failures[..count], EveryEightDays), Is.EqualTo(new NextStep.WaitToRetry(due)));
        }

        var success = Started(InvoiceId, 4).Captured();
        Assert.That(Next([.. failures, success], EveryEightDays), Is.EqualTo(new NextStep.Captured(success)));
        Assert.That(Next([.. failures, Declined(4)], EveryEightDays),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.RetriesUsedUp)));
    }

    [Test]
    [Known("KB-005")]
    public void A_failed_payment_is_tried_again_after_eight_days_as_the_second_attempt_of_the_same_payment()
    {
        var failure = Declined(1);
        var due = failure.ResolvedAt!.Value.AddDays(8);

        Assert.That(Next([failure], EveryEightDays), Is.EqualTo(new NextStep.WaitToRetry(due)));
        Assert.That(Next([failure], EveryEightDays, due), Is.EqualTo(new NextStep.Start(2, Card("tok_ok"))));
    }

    [Test]
    [Known("MET-015")]
    public void The_ladder_is_climbed_by_the_count_of_failures_and_not_by_the_messages_that_tell_of_them()
    {
        var ladder = Ladder(3, 5, 7);
        Attempt[] failures = [Declined(1), Declined(2), Declined(3), Declined(4)];

        Assert.That(
            Enumerable.Range(0, 20).Select(message => DaysAfter(failures[..((message / 5) + 1)])),
            Is.EqualTo(new int?[] { 3, 5, 7, null }.SelectMany(days => Enumerable.Repeat(days, 5))));

        int? DaysAfter(Attempt[] history) => Next(history, ladder) is NextStep.WaitToRetry wait
            ? (wait.DueAt - history[^1].ResolvedAt!.Value).Days
            : null;
    }

    [Test]
    [Known("KB-017")]
    public void Without_a_method_to_draw_no_payment_is_made() =>
        Assert.That(
            RetryPlan.Next(new History([], Noon, RetryAskedAfter: 0), Customer("acme"), Noon, EveryEightDays),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.NoPaymentMethod)));

    [Test]
    [Known("KB-019")]
    public void A_payment_that_was_cancelled_on_its_way_is_tried_again()
    {
        var cancelled = Declined(1, "payment_given_up");
        var success = Started(InvoiceId, 2).Captured();

        Assert.That(Next([cancelled], new RetryOptions(), Noon.AddHours(1)), Is.InstanceOf<NextStep.Start>());
        Assert.That(Next([cancelled, success], new RetryOptions()), Is.EqualTo(new NextStep.Captured(success)));
    }

    [Test]
    [Known("LAGO-052")]
    public async Task Lost_connections_and_calls_too_many_are_repeated_up_to_the_sixth_call()
    {
        var calls = 0;
        var gateway = new ScriptedGateway((_, _) => ++calls switch
        {
            6 => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pi_1")),
            var call when call % 2 == 0 => Task.FromResult<GatewayAnswer>(new GatewayAnswer.NotTaken("HTTP 429")),
            _ => throw new HttpRequestException("connection reset"),
        });
        var options = new GatewayOptions
        {
            QuickRepeats = 5, QuickRepeatDelay = TimeSpan.Zero, CallTimeout = TimeSpan.FromSeconds(15),
        };
        using var patient = new PatientGateway(gateway, Options.Create(options), TimeProvider.System);

        Assert.That(
            await patient.Capture(Started(InvoiceId, 1).ToRequest(), default),
            Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
        Assert.That(gateway.Captures, Has.Count.EqualTo(6));
    }

    private static RetryOptions Ladder(params int[] days) =>
        new() { Later = [.. days.Select(count => TimeSpan.FromDays(count))] };

    private static Attempt Declined(int attemptNo, string code = "insufficient_funds") =>
        Started(InvoiceId, attemptNo).Declined(code);

    private static NextStep Next(IReadOnlyList<Attempt> attempts, RetryOptions options, DateTime? now = null) =>
        RetryPlan.Next(
            new History(attempts, Noon, RetryAskedAfter: 0), Customer("acme", "tok_ok"), now ?? Noon.AddSeconds(2),
            options);
}
