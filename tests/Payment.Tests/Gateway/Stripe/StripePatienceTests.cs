namespace Charging.Payments.Tests.Gateway.Stripe;

/// <summary>Stripe with our patience: which calls are repeated under their key, and what is known in the end.</summary>
public class StripePatienceTests
{
    private static readonly CaptureRequest Request = Sample.Attempt("pm_visa").ToRequest();

    [Test]
    public async Task A_cut_connection_is_repeated_under_the_same_key_and_the_replayed_answer_counts()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Silence, Answer.Payment("succeeded").With("Idempotent-Replayed", "true"));

        Assert.That(await Capture(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
        Assert.That(stripe.Asked.Select(asked => asked.Key),
            Is.EqualTo(new[] { Request.IdempotencyKey, Request.IdempotencyKey }));
    }

    [Test]
    public async Task Silence_to_the_end_is_unknown()
    {
        await using var stripe = await FakeStripe.Start(Answer.Silence);

        Assert.That(await Capture(stripe), Is.InstanceOf<GatewayAnswer.Unknown>());
        Assert.That(stripe.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_500_that_is_stored_under_the_key_is_not_asked_for_a_third_time()
    {
        var fault = Answer.Error(500, new { type = "api_error" });
        await using var stripe = await FakeStripe.Start(fault, fault.With("Idempotent-Replayed", "true"));

        Assert.That(await Capture(stripe),
            Is.EqualTo(new GatewayAnswer.Unknown("HTTP 500 api_error") { IsStored = true }));
        Assert.That(stripe.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_that_is_in_work_is_asked_again_until_the_first_call_is_through()
    {
        var inWork = Answer.Error(409, new { type = "invalid_request_error", code = "idempotency_key_in_use" });
        await using var stripe = await FakeStripe.Start(inWork, inWork, Answer.Payment("succeeded"));

        Assert.That(await Capture(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
        Assert.That(stripe.Asked.Select(asked => asked.Key).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_first_call_without_an_answer_that_is_still_in_work_is_unknown_and_never_taken_for_not_sent()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Silence, Answer.Error(409, new { type = "invalid_request_error", code = "lock_timeout" }));

        Assert.That(await Capture(stripe), Is.InstanceOf<GatewayAnswer.Unknown>());
    }

    [TestCase(429, "rate_limit")]
    [TestCase(409, "lock_timeout")]
    [TestCase(401, "api_key_expired")]
    public async Task A_call_that_was_never_taken_leaves_the_attempt_as_it_was(int status, string code)
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Error(status, new { type = "invalid_request_error", code }));

        var away = await Assert.ThrowsAsync<GatewayAwayException>(() => Capture(stripe));
        Assert.That(away!.Message, Does.Contain($"HTTP {status} {code}"));
    }

    [Test]
    public async Task Too_many_calls_are_answered_by_the_patience_that_was_asked_for()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Error(429, new { type = "invalid_request_error", code = "rate_limit" }, ("Retry-After", "1")),
            Answer.Payment("succeeded"));
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();

        Assert.That(await Capture(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
        Assert.That(clock.GetElapsedTime(begin), Is.GreaterThan(TimeSpan.FromMilliseconds(900)));
    }

    [Test]
    public async Task A_long_pause_that_was_asked_for_holds_for_every_call()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Error(429, new { type = "invalid_request_error", code = "rate_limit" }, ("Retry-After", "60")));
        using var patient = stripe.Patient();

        await Assert.ThrowsAsync<GatewayAwayException>(() => patient.Capture(Request, default));
        await Assert.ThrowsAsync<GatewayAwayException>(() => patient.LookUp(Request, default));
        Assert.That(stripe.Asked, Has.Count.EqualTo(1));
    }

    private static async Task<GatewayAnswer> Capture(FakeStripe stripe)
    {
        using var patient = stripe.Patient();
        return await patient.Capture(Request, default);
    }
}
