using System.Net;
using Stripe;

namespace Charging.Sandbox.Tests.Answering;

/// <summary>Idempotency keys: how often a call is made does not matter, the first time counts.</summary>
public sealed class DeskTests : OnSandbox
{
    [Test]
    public async Task The_same_key_says_the_same_again_and_draws_once()
    {
        var first = await sandbox.Pay("pm_ok", "key");
        var again = await sandbox.Pay("pm_ok", "key");

        Assert.That(again.StripeResponse.Content, Is.EqualTo(first.StripeResponse.Content));
        Assert.That(Header(first.StripeResponse, "Idempotent-Replayed"), Is.Null);
        Assert.That(Header(again.StripeResponse, "Idempotent-Replayed"), Is.EqualTo("true"));
        Assert.That(Header(again.StripeResponse, "Original-Request"), Is.EqualTo(first.StripeResponse.RequestId));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_decline_is_said_again_too()
    {
        var first = await sandbox.Refusal("pm_declines_1_then_ok", "key");
        var again = await sandbox.Refusal("pm_declines_1_then_ok", "key");

        Assert.That(again.StripeError.PaymentIntent.Id, Is.EqualTo(first.StripeError.PaymentIntent.Id));
        Assert.That(await sandbox.Entries(EntryKind.Declined), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_same_key_with_other_parameters_is_refused()
    {
        await sandbox.Pay("pm_ok", "key", attempt: 1);

        var refusal = await sandbox.Refusal("pm_ok", "key", attempt: 2);

        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(refusal.StripeError.Type, Is.EqualTo("idempotency_error"));
    }

    [Test]
    public async Task A_key_in_use_is_refused_until_the_first_call_is_answered()
    {
        var calls = await Task.WhenAll(Outcome("key", "pm_slow_1000"), Outcome("key", "pm_slow_1000"));
        var afterwards = await Outcome("key", "pm_slow_1000");

        var refusal = calls.Single(call => call is not null)!;
        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(refusal.StripeError.Code, Is.EqualTo("idempotency_key_in_use"));
        Assert.That(Header(refusal.StripeResponse, "Stripe-Should-Retry"), Is.EqualTo("true"));
        Assert.That(afterwards, Is.Null);
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_many_calls_at_once_under_one_key_one_draws()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Outcome("key", "pm_ok")));

        Assert.That(
            calls.Where(refusal => refusal is not null).Select(refusal => refusal!.HttpStatusCode),
            Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(calls, Has.Some.Null);
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_key_lives_for_24_hours_of_the_sandbox_s_clock()
    {
        var first = await sandbox.Pay("pm_ok", "key");

        await sandbox.MoveClock("PT23H59M");
        Assert.That((await sandbox.Pay("pm_ok", "key")).Id, Is.EqualTo(first.Id));

        await sandbox.MoveClock("PT1M");
        Assert.That((await sandbox.Pay("pm_ok", "key")).Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task What_was_refused_as_wrong_leaves_its_key_free()
    {
        await sandbox.Refusal("pm_of_another_gateway", "key");

        Assert.That((await sandbox.Pay("pm_ok", "key")).Status, Is.EqualTo("succeeded"));
    }

    private static string? Header(StripeResponse response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private async Task<StripeException?> Outcome(string key, string token)
    {
        try
        {
            await sandbox.Pay(token, key);
            return null;
        }
        catch (StripeException refusal)
        {
            return refusal;
        }
    }
}
